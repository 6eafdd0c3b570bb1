import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..', '..', '..');

let hasCdktf = false;

/** Brings what the tests run, where it is not there yet. */
export const prepare = {
  /** The compiled app and command line. */
  build: (): void => run(process.execPath, [join(root, 'scripts', 'build.js')]),
  /** The CDKTF command line, as users get it. */
  cdktf: (): void => {
    if (!hasCdktf) run(process.execPath, [join(root, 'scripts', 'cdktf.js'), '--version']);
    hasCdktf = true;
  },
};

function run(command: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(command, words, { cwd: root, encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`${[command, ...words].join(' ')} failed:\n${stderr}`);
}
