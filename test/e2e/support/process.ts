import { spawn } from 'node:child_process';

/** How a process ended, and what it wrote to both streams, without colours. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a command to its end. Whatever it started is killed when the time is over. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly seconds: number },
): Promise<Ended> {
  const { cwd, env, seconds } = options;
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      output += `\nkilled after ${seconds} seconds`;
      killGroup(child.pid);
    }, seconds * 1_000);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output: withoutColours(output) });
    });
  });
}

/** Ends a process and everything it started. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** The text that a terminal would show. */
export function withoutColours(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins every colour
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}
