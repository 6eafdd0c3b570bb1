import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(__dirname, '..', '..');

/**
 * Makes a folder look like the one in which the reader of a guide works: the files of an example, the app that
 * `init --deploy cdktf` writes, and this toolkit as if it were installed.
 */
export function prepareGuideFolder(folder: string, example = 'examples/company'): void {
  cpSync(join(root, example), folder, { recursive: true });
  writeFileSync(join(folder, 'main.mjs'), `import ${JSON.stringify(join(root, 'scripts', 'synth.js'))};\n`);
  mkdirSync(join(folder, '.bin'));
  const script = join(root, 'scripts', 'chat-guardrails.js');
  addCommand(folder, 'chat-guardrails', `exec node ${script} "$@"`);
  addCommand(folder, 'npx', '[ "$1" = --no ] && shift; exec "$@"');
}

/** A command that the shell of a guide finds before all others. */
export function addCommand(folder: string, name: string, script: string): void {
  const file = join(folder, '.bin', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
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
