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
  'scripts/with-lock.js',
  'scripts/build.js',
  'scripts/bundle.js',
  'scripts/bundle-page.js',
  'scripts/cdktn.js',
  'package.json',
  'tsconfig.build.json',
  'tsconfig.json',
  // What npm installed: the bundles contain it.
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

/** Removes the declarations of sources that are gone. */
function prune() {
  for (const file of filesIn(dist)) {
    const [, made] = relative(dist, file).match(/^(.+)\.d\.ts$/) ?? [];
    if (made !== undefined && !existsSync(join(root, `${made}.ts`))) rmSync(file);
  }
}

/** TypeScript checks the sources and writes the declarations; esbuild writes the code. */
function compile(wanted) {
  const { spawnSync } = require('node:child_process');
  const { mirrorForCdktn } = require('./cdktn.js');
  rmSync(stamp, { force: true });
  mkdirSync(dist, { recursive: true });
  const compiler = join(require.resolve('typescript-7/package.json'), '..', 'bin', 'tsc');
  for (const program of [[compiler, '-p', 'tsconfig.build.json'], [join(__dirname, 'bundle.js')]]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: root, encoding: 'utf8' });
    if (status !== 0) {
      process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
      return false;
    }
  }
  prune();
  mirrorForCdktn(dist);
  writeFileSync(stamp, wanted);
  return true;
}

/** Brings dist/ up to date; ends the process with 2 where the sources do not compile. */
function build({ force = false } = {}) {
  if (!force && isFresh(fingerprint())) return;
  const { withLock } = require('./with-lock.js');
  const built = withLock(lock, () => {
    const wanted = fingerprint();
    if (!force && isFresh(wanted)) return true;
    if (force) rmSync(dist, { recursive: true, force: true });
    return compile(wanted);
  });
  if (!built) process.exit(2);
}

module.exports = { build, fingerprint };

if (require.main === module) build({ force: process.argv.includes('--force') });
