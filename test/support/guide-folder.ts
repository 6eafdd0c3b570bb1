import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Makes a folder look like the one in which the reader of a guide works. */
export function prepareGuideFolder(folder: string, example = 'examples/company'): void {
  cpSync(join(root, example), folder, { recursive: true });
  symlinkSync(join(root, 'scripts'), join(folder, 'scripts'));
  mkdirSync(join(folder, '.bin'));
  const command = join(folder, '.bin', 'chat-guardrails');
  writeFileSync(command, `#!/bin/sh\nexec node ${join(root, 'scripts', 'chat-guardrails.js')} "$@"\n`);
  chmodSync(command, 0o755);
}

/** Runs commands of a guide as its reader would, until one fails; answers with the exit code and all that was printed. */
export function runGuide(folder: string, script: string, environment: NodeJS.ProcessEnv = {}) {
  const { npm_lifecycle_event: _, ...env } = { ...process.env, ...environment };
  const path = [join(folder, '.bin'), env['PATH']].join(delimiter);
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, PATH: path },
    maxBuffer: 1 << 28,
  });
  return { status, output: `${stdout}${stderr}` };
}
