// The declarations of the constructs and of the entry points for CDK Terrain, the fork of CDKTF: those that the compiler
// wrote, importing from the packages of the fork.
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const constructs = ['modules/constructs', 'modules/constructs-cdktn'];
const files = [
  ['modules/index.d.ts', 'modules/cdktn.d.ts'],
  ['main.d.ts', 'main-cdktn.d.ts'],
];

/** A declaration with the names of the fork. What it imports from other folders of this package stays the same. */
function forked(text) {
  return text
    .replace(/(["'])@cdktf\/provider-aws\//g, '$1@cdktn/provider-aws/')
    .replace(/(from |import\()(["'])cdktf\2/g, '$1$2cdktn$2')
    .replace(/(["'])((?:\.{1,2}\/)+)constructs\//g, '$1$2constructs-cdktn/');
}

/** Writes the declarations for CDK Terrain again, below `dist`. */
function mirrorForCdktn(dist) {
  const [from, to] = constructs.map((folder) => join(dist, folder));
  rmSync(to, { recursive: true, force: true });
  const all = existsSync(from)
    ? readdirSync(from).map((name) => [`${constructs[0]}/${name}`, `${constructs[1]}/${name}`])
    : [];
  if (all.length > 0) mkdirSync(to, { recursive: true });
  for (const [source, target] of [...all, ...files]) {
    if (existsSync(join(dist, source)))
      writeFileSync(join(dist, target), forked(readFileSync(join(dist, source), 'utf8')));
  }
}

module.exports = { mirrorForCdktn };
