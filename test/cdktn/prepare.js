// What `npm run test:cdktn` tests: the built package as somebody has it who uses CDK Terrain, in `.cache/cdktn`.
const { cpSync, mkdirSync, rmSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');
const { build } = require('../../scripts/build.js');
const { installed } = require('../installed/install.js');

const root = join(__dirname, '..', '..');
const home = join(root, '.cache', 'cdktn');

build();
rmSync(home, { recursive: true, force: true });
mkdirSync(home, { recursive: true });
for (const part of ['dist', 'examples', 'main.ts', 'package.json']) {
  cpSync(join(root, part), join(home, part), { recursive: true });
}
symlinkSync(installed('cdktn'), join(home, 'node_modules'), 'dir');
