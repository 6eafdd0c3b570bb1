import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { commandMeanwhile } from './command-line.js';

/** How a command ended. */
export interface CliRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command while this process goes on serving it: in the thread that the commands of a test file share, or as a
 * process of its own, which `onStart` gets.
 */
export function runCli(
  words: readonly string[],
  {
    cwd,
    environment = {},
  }: { readonly cwd: string; readonly environment?: Readonly<Record<string, string>> },
  onStart?: (child: ChildProcess) => void,
): Promise<CliRun> {
  const env = { PATH: process.env['PATH'], HOME: cwd, ...environment };
  if (onStart === undefined) return commandMeanwhile({ environment: env }, cwd, ...words);
  const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');
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
