import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs `chat-guardrails` as a process of its own, in a folder. */
export function commandLine(folder: string, ...words: readonly string[]) {
  const script = join(__dirname, '..', '..', 'scripts', 'chat-guardrails.js');
  const { npm_lifecycle_event: _, ...env } = process.env;
  return spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', cwd: folder, env });
}
