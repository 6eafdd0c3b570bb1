// Compiles the TypeScript to dist/ when a source is newer than the last build (or with --force). Silent when
// it succeeds; the compiler's complaints go to stderr.
const { spawnSync } = require('node:child_process');
const { readdirSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', '.built');
const sources = [
  'main.ts',
  'modules',
  'cli',
  'stacks',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
];

function newest(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    stats.mtimeMs,
  );
}

function isFresh() {
  try {
    const built = statSync(stamp).mtimeMs;
    return sources.every((source) => newest(join(root, source)) <= built);
  } catch {
    return false;
  }
}

function build({ force = false } = {}) {
  if (!force && isFresh()) return;
  const began = new Date();
  if (force) rmSync(join(root, 'dist'), { recursive: true, force: true });
  const compiler = require.resolve('typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    process.exit(2);
  }
  writeFileSync(stamp, began.toISOString());
  require('node:fs').utimesSync(stamp, began, began);
}

module.exports = { build };

if (require.main === module) build({ force: process.argv.includes('--force') });
