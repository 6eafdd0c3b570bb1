// `npm run licences`: the licence of every package in every lockfile of the project, development included. None may be
// stronger than MPL-2.0. It reads lockfiles, so packages of other platforms are checked too.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const lockfiles = [
  'package-lock.json',
  'bench/default-app/package-lock.json',
  'scripts/cdktf-cli/package-lock.json',
  'test/installed/bindings-21/package-lock.json',
  'test/installed/cdktn-cli/package-lock.json',
  'test/installed/cdktn/package-lock.json',
  'test/installed/node-22/package-lock.json',
  'test/installed/package-checks/package-lock.json',
];

/** Permissive ones, those of data and text, and MPL-2.0, which binds changed files of the package alone. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Public Domain',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
]);

/** npm writes no licence for what it did not install: binaries for other platforms, which have that of their package. */
const unstated = [
  { name: /^@swc\/core-/, licence: 'Apache-2.0 AND MIT' },
  { name: /^@unrs\/resolver-binding-/, licence: 'MIT' },
];

/** Whether a licence is one of the allowed ones: all of `A AND B`, one of `A OR B`. */
function isAllowed(expression) {
  const plain = expression.replace(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => allowed.has(part.trim())));
}

/** A line for every package of a lockfile whose licence is not allowed, or not known. */
function refused(lockfile) {
  return Object.entries(lockfile.packages)
    .filter(([path, { link }]) => path !== '' && link !== true)
    .flatMap(([path, { version, license }]) => {
      const name = path.split('node_modules/').at(-1);
      const licence = license ?? unstated.find((one) => one.name.test(name))?.licence;
      if (licence === undefined) return [`${name}@${version}: no licence in the lockfile`];
      return isAllowed(licence) ? [] : [`${name}@${version}: ${licence}`];
    });
}

module.exports = { lockfiles, refused };

if (require.main === module) {
  let packages = 0;
  const lines = lockfiles.flatMap((file) => {
    const lockfile = JSON.parse(readFileSync(join(root, file), 'utf8'));
    packages += Object.keys(lockfile.packages).length - 1;
    return refused(lockfile).map((line) => `${file}: ${line}\n`);
  });
  process.stderr.write(lines.join(''));
  process.stdout.write(`${packages} packages, ${lines.length} refused\n`);
  process.exitCode = lines.length === 0 ? 0 : 1;
}
