import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LicenceCheck {
  readonly lockfiles: readonly string[];
  readonly refused: (lockfile: unknown) => readonly string[];
}

const root = join(__dirname, '..', '..');
const { lockfiles, refused }: LicenceCheck = require('../../scripts/check-licences.js');

const lock = (license?: string, name = 'thing') => ({
  packages: { '': {}, [`node_modules/a/node_modules/${name}`]: { version: '1.0.0', license } },
});

test('every lockfile of the repository is looked at', () => {
  const listed = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: root, encoding: 'utf8' });
  expect(listed.trim().split('\n').sort()).toEqual([...lockfiles].sort());
});

test.each(lockfiles)('%s has no licence stronger than MPL-2.0', (file) => {
  expect(refused(JSON.parse(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test.each([
  'GPL-3.0-only',
  'AGPL-3.0',
  'LGPL-3.0',
  'MIT AND GPL-2.0-only',
  'SEE LICENSE IN LICENSE',
  'EPL-2.0',
])('%s is refused', (licence) => {
  expect(refused(lock(licence))).toEqual([`thing@1.0.0: ${licence}`]);
});

test.each(['MIT', 'MPL-2.0', '(MIT OR GPL-3.0-or-later)', 'Apache-2.0 AND MIT'])(
  '%s is allowed',
  (licence) => {
    expect(refused(lock(licence))).toEqual([]);
  },
);

test('a package without a licence is refused, unless its licence is known from another source', () => {
  expect(refused(lock())).toEqual(['thing@1.0.0: no licence in the lockfile']);
  expect(refused(lock(undefined, '@swc/core-win32-x64-msvc'))).toEqual([]);
});
