// Compiles the TypeScript to dist/ when the sources are not those of the last build (or with --force). Silent when it
// succeeds; the compiler's complaints go to stderr. Two processes may ask at once: one builds, the other waits. What
// only a build needs is loaded by a build only: every synth asks.
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const lock = join(root, '.build-lock');
const sourceFolders = ['cli', 'modules', 'stacks'];
const sourceFiles = [
  'main.ts',
  'scripts/alone.js',
  'scripts/build.js',
  'scripts/bundle-app.js',
  'scripts/bundle-page.js',
  'scripts/cdktn.js',
  'scripts/lazy-doors.js',
  'package.json',
  'tsconfig.build.json',
  'tsconfig.json',
  // What npm installed: the app's bundle holds it.
  'node_modules/.package-lock.json',
]
  .map((name) => join(root, name))
  .filter(existsSync);

/** Every file below a folder. */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** Which sources there are, and when each was written last: changed when one is edited, added, removed or renamed. */
function fingerprint() {
  const lines = [...sourceFiles, ...sourceFolders.flatMap((name) => filesIn(`${root}/${name}`))].map(
    (file) => {
      const { mtimeMs, size } = statSync(file);
      return `${file.slice(root.length)} ${size} ${mtimeMs}`;
    },
  );
  return lines.join('\n');
}

function isFresh(wanted) {
  try {
    return readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false;
  }
}

/** Removes what was made of sources that are gone. */
function prune() {
  for (const file of filesIn(dist)) {
    const made = relative(dist, file).match(/^(.+?)(?:\.d\.ts|\.js)(?:\.map)?$|^(.+\.json)$/);
    if (made === null) continue;
    const source = made[2] ?? `${made[1]}.ts`;
    if (!existsSync(join(root, source))) rmSync(file);
  }
}

function compile(wanted) {
  const { spawnSync } = require('node:child_process');
  const { bundleApp } = require('./bundle-app.js');
  const { bundlePage } = require('./bundle-page.js');
  const { mirrorForCdktn } = require('./cdktn.js');
  const { openDoorsLate } = require('./lazy-doors.js');
  rmSync(stamp, { force: true });
  mkdirSync(dist, { recursive: true });
  const compiler = require.resolve('typescript/bin/tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
    return false;
  }
  prune();
  openDoorsLate(root);
  mirrorForCdktn(dist);
  bundlePage(dist);
  bundleApp(dist);
  writeFileSync(stamp, wanted);
  return true;
}

/** Brings dist/ up to date; ends the process with 2 where the sources do not compile. */
function build({ force = false } = {}) {
  if (!force && isFresh(fingerprint())) return;
  const { alone } = require('./alone.js');
  const built = alone(lock, () => {
    const wanted = fingerprint();
    if (!force && isFresh(wanted)) return true;
    if (force) rmSync(dist, { recursive: true, force: true });
    return compile(wanted);
  });
  if (!built) process.exit(2);
}

module.exports = { build };

if (require.main === module) build({ force: process.argv.includes('--force') });
