import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..', '..');

/** Brings what the deploy tests run: the build, the CDKTF command line and the second bindings. */
export function prepare(): void {
  run(process.execPath, [join(root, 'scripts', 'build.js')], root);
  for (const folder of ['scripts/cdktf-cli', 'test/e2e/bindings-21']) {
    const cwd = join(root, folder);
    if (existsSync(join(cwd, 'node_modules', '.package-lock.json'))) continue;
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], cwd);
  }
}

function run(command: string, words: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`${[command, ...words].join(' ')} failed:\n${stderr}`);
}
