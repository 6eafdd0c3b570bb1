import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a command ended. */
export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a process of its own, while this one goes on serving it. */
export function runCli(
  words: readonly string[],
  {
    cwd,
    environment = {},
  }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<CliRun> {
  const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');
  const env = { PATH: process.env['PATH'], HOME: cwd, ...environment };
  const child = spawn(process.execPath, [script, ...words], { cwd, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  onStart(child);
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
