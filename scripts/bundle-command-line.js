// Bundles the command line for tests, if the sources are not those of the last bundle, and prints the path of the file.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { fingerprint } = require('./build.js');

const root = join(__dirname, '..');
const source = './test/support/command-program.ts';
const sources = `${fingerprint()}\n${readFileSync(join(root, source), 'utf8')}`;
const name = createHash('sha256').update(sources).digest('hex').slice(0, 16);
const file = join(root, '.cache', 'command-line', `${name}.js`);

async function bundle() {
  const { bundleProgram } = require('./bundle.js');
  const { outputFiles } = await bundleProgram(source, file);
  mkdirSync(dirname(file), { recursive: true });
  // Tests that run side by side may bundle at the same time.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, outputFiles[0].text);
  renameSync(own, file);
}

(existsSync(file) ? Promise.resolve() : bundle()).then(
  () => process.stdout.write(file),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
