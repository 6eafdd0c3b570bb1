import { spawn } from 'node:child_process';

/** Where a command runs, and the variables that it gets beside those of this process. */
export interface Surroundings {
  readonly cwd: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** How a command ended and what it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as if no npm, no cdktf and no settings of this toolkit were around it. */
export function run(
  command: string,
  words: readonly string[],
  { cwd, variables = {} }: Surroundings,
): Promise<Ended> {
  const own = /^(CHAT_GUARDRAILS_|CDKTF_|npm_(?!config_)|NODE_OPTIONS)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  const env = { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', ...variables };
  const child = spawn(command, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      said[stream] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** The same; what it wrote to stdout, or an error with all it wrote where it did not end with 0. */
export async function succeed(
  command: string,
  words: readonly string[],
  surroundings: Surroundings,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, words, surroundings);
  if (code === 0) return stdout;
  throw new Error(`${[command, ...words].join(' ')} ended with ${code}:\n${stdout}${stderr}`);
}
