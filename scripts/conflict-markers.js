// Fails if a tracked file has the markers of a merge that was not finished.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const { status, stdout } = spawnSync('git', ['grep', '-nE', '^(<{7}|>{7}) '], {
  cwd: join(__dirname, '..'),
  encoding: 'utf8',
});
if (status === 0) {
  process.stderr.write(`unfinished merges:\n${stdout}`);
  process.exitCode = 1;
}
