// Writes docs/terminal.md: runs the commands of test/support/terminal-session.ts and records their output.
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, '--coverage=false', 'test/docs/terminal.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, RECORD: 'terminal' },
});
process.exitCode = status ?? 1;
