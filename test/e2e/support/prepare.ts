import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..', '..');
const bindings = join(root, 'test', 'e2e', 'bindings-21');

/** Brings what the tests run, where it is not there yet. */
export const prepare = {
  /** The compiled app and command line. */
  build: (): void => run(process.execPath, [join(root, 'scripts', 'build.js')]),
  /** The CDKTF command line, as users get it. */
  cdktf: (): void => run(process.execPath, [join(root, 'scripts', 'cdktf.js'), '--version']),
  /** The last bindings. */
  bindings: (): void => {
    if (existsSync(join(bindings, 'node_modules', '.package-lock.json'))) return;
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], bindings);
  },
};

function run(command: string, words: readonly string[], cwd = root): void {
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`${[command, ...words].join(' ')} failed:\n${stderr}`);
}
