// `node scripts/bill-of-materials.js`: the packages that the bundle contains and those that are installed with it, as
// CycloneDX on stdout. `npm sbom --omit dev` knows no bundle and leaves out what a development tool needs as well (npm
// 11.19), so npm is asked about a project without its development.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { bundledPackages, bundlePackage } = require('./bundle.js');

const root = join(__dirname, '..');
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** A manifest without what is neither bundled nor installed with the package; peers are the user's own. */
function published(
  { devDependencies, peerDependencies, peerDependenciesMeta, scripts, ...manifest },
  bundled,
) {
  const direct = Object.entries(devDependencies).filter(([name]) => bundled.includes(`node_modules/${name}`));
  return { ...manifest, dependencies: { ...manifest.dependencies, ...Object.fromEntries(direct) } };
}

function publishedLock(lockfile, bundled) {
  const { '': self, ...packages } = lockfile.packages;
  const kept = Object.entries(packages)
    .filter(([path, { dev, devOptional, peer }]) => bundled.includes(path) || (!dev && !devOptional && !peer))
    .map(([path, { dev, devOptional, ...entry }]) => [path, entry]);
  return { ...lockfile, packages: { '': published(self, bundled), ...Object.fromEntries(kept) } };
}

async function print() {
  const folders = bundledPackages((await bundlePackage()).metafile);
  const bundled = folders.map((path) => path.slice(path.indexOf('node_modules/')));
  const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-sbom-'));
  const write = (file, content) => writeFileSync(join(folder, file), JSON.stringify(content));
  try {
    write('package.json', published(read('package.json'), bundled));
    write('package-lock.json', publishedLock(read('package-lock.json'), bundled));
    const words = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
    execFileSync('npm', words, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

print();
