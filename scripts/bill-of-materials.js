// `node scripts/bill-of-materials.js`: what is installed with the package, as CycloneDX on stdout. `npm sbom --omit dev`
// leaves out whatever a development tool needs as well (npm 11.19: commander, picocolors), so npm is asked about a
// project without its development.
const { execFileSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** A manifest without what is not installed with the package; peers are the user's own. */
function published({ devDependencies, peerDependencies, peerDependenciesMeta, scripts, ...manifest }) {
  return manifest;
}

function publishedLock(lockfile) {
  const { '': self, ...packages } = lockfile.packages;
  const installed = Object.entries(packages).filter(
    ([, { dev, devOptional, peer }]) => !dev && !devOptional && !peer,
  );
  return { ...lockfile, packages: { '': published(self), ...Object.fromEntries(installed) } };
}

const folder = mkdtempSync(join(tmpdir(), 'chat-guardrails-sbom-'));
try {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(published(read('package.json'))));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(publishedLock(read('package-lock.json'))));
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  execFileSync('npm', words, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
