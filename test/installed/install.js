// Packages that some tests need beside those of the project: a folder here with a lockfile for each set, installed below
// `.cache` when it is first needed. `node test/installed/install.js NAME…` installs them beforehand.
const { spawnSync } = require('node:child_process');
const { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { withLock } = require('../../scripts/with-lock.js');

/** The `node_modules` of a set; asking installs nothing. */
function modulesOf(name) {
  return join(__dirname, '..', '..', '.cache', 'installed', name, 'node_modules');
}

/** The same, installed where it is not yet what the lockfile says. */
function installed(name) {
  const modules = modulesOf(name);
  const folder = join(modules, '..');
  withLock(`${folder}.lock`, () => {
    if (!isThere(name)) install(name, folder);
  });
  return modules;
}

function install(name, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of told(name)) copyFileSync(join(__dirname, name, file), join(folder, file));
  const words = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: folder, encoding: 'utf8', timeout: 600_000, shell: process.platform === 'win32' };
  const { status, stderr } = spawnSync('npm', words, options);
  if (status !== 0) throw new Error(`${name} could not be installed:\n${stderr}`);
}

/** Whether npm has finished, and was told what it would be told now. */
function isThere(name) {
  const modules = modulesOf(name);
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  return told(name).every((file) => {
    const copy = join(modules, '..', file);
    return (
      existsSync(copy) && readFileSync(copy, 'utf8') === readFileSync(join(__dirname, name, file), 'utf8')
    );
  });
}

/** The files that npm is told by. */
function told(name) {
  return ['.npmrc', 'package.json', 'package-lock.json'].filter((file) =>
    existsSync(join(__dirname, name, file)),
  );
}

module.exports = { installed, modulesOf };

if (require.main === module) for (const name of process.argv.slice(2)) installed(name);
