// The same constructs, stacks and app for CDK Terrain, the fork of CDKTF: what the compiler made, importing the fork's
// packages instead. They cannot be shared: an app of one cannot hold constructs of the other.
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const folders = [
  ['modules/constructs', 'modules/constructs-cdktn'],
  ['stacks', 'stacks-cdktn'],
];
const files = [
  ['modules/index', 'modules/cdktn'],
  ['main', 'main-cdktn'],
];

/** Code and declarations with the names of the fork; what they import of ours stays, but for what is mirrored. */
function forked(text) {
  return text
    .replace(/(["'])@cdktf\/provider-aws\//g, '$1@cdktn/provider-aws/')
    .replace(/(require\(|from |import\()(["'])cdktf\2/g, '$1$2cdktn$2')
    .replace(/(["'])((?:\.{1,2}\/)+(?:modules\/)?)constructs\//g, '$1$2constructs-cdktn/')
    .replace(/(["'])\.\/stacks\//g, '$1./stacks-cdktn/');
}

function mirror(from, to) {
  writeFileSync(to, /\.(js|ts)$/.test(from) ? forked(readFileSync(from, 'utf8')) : readFileSync(from));
}

/** Writes the mirror of `dist` again. */
function mirrorForCdktn(dist) {
  for (const [from, to] of folders.filter(([from]) => existsSync(join(dist, from)))) {
    rmSync(join(dist, to), { recursive: true, force: true });
    mkdirSync(join(dist, to), { recursive: true });
    for (const name of readdirSync(join(dist, from))) mirror(join(dist, from, name), join(dist, to, name));
  }
  for (const [from, to] of files.filter(([from]) => existsSync(join(dist, `${from}.js`)))) {
    for (const ending of ['.js', '.js.map', '.d.ts'])
      mirror(join(dist, from + ending), join(dist, to + ending));
  }
}

module.exports = { mirrorForCdktn };
