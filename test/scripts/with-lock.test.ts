import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const lock = (): string => join(folder(), 'lock');

/** Runs `withLock` in a process of its own; the lock file contains what `holder` evaluates to there. */
function workWith(holder: string): SpawnSyncReturns<string> {
  const program = `
    require('node:fs').writeFileSync(process.argv[1], String(${holder}));
    require(process.argv[2]).withLock(process.argv[1], () => console.log('done'), 200);`;
  const script = join(__dirname, '..', '..', 'scripts', 'with-lock.js');
  const words = ['-e', program, lock(), script];
  return spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 });
}

test.each(['process.pid', '2 ** 22 + 1'])('a lock that holds %s is taken over', (holder) => {
  expect(workWith(holder)).toMatchObject({ status: 0, stdout: 'done\n' });
  expect(existsSync(lock())).toBe(false);
});

test('withLock gives up waiting for a process that keeps the lock', () => {
  const { status, stderr } = workWith('process.ppid');
  expect(status).toBe(1);
  expect(stderr).toContain('another process holds');
  expect(existsSync(lock())).toBe(true);
});
