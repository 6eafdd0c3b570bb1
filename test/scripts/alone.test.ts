import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const lock = (): string => join(folder(), 'lock');

/** Works alone in a process of its own, whose lock contains what `holder` evaluates to in that process. */
function workWith(holder: string): SpawnSyncReturns<string> {
  const program = `
    require('node:fs').writeFileSync(process.argv[1], String(${holder}));
    require(process.argv[2]).alone(process.argv[1], () => console.log('done'), 200);`;
  const script = join(__dirname, '..', '..', 'scripts', 'alone.js');
  const words = ['-e', program, lock(), script];
  return spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 60_000 });
}

test.each(['process.pid', '2 ** 22 + 1'])('a lock that holds %s is taken over', (holder) => {
  expect(workWith(holder)).toMatchObject({ status: 0, stdout: 'done\n' });
  expect(existsSync(lock())).toBe(false);
});

test('the lock of a process that runs is waited for, but not for ever', () => {
  const { status, stderr } = workWith('process.ppid');
  expect(status).toBe(1);
  expect(stderr).toContain('another process holds');
  expect(existsSync(lock())).toBe(true);
});
