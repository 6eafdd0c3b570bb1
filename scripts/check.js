// The loop while working: everything that can go wrong quickly, in the order in which it fails fastest. Prints how long
// each step took. `npm test` runs all tests, `bash .ci/run` everything.
const { spawnSync } = require('node:child_process');

const steps = ['lint', 'types', 'layers', 'build', 'api-report', 'licences', 'example', 'test:quick'];

const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
for (const step of steps) {
  const start = Date.now();
  const shown = step === 'test:quick' ? 'inherit' : 'pipe';
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', step], {
    stdio: ['ignore', shown, shown],
    encoding: 'utf8',
  });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${step.padEnd(12)} ${seconds(start)}\n`);
  if (status !== 0) {
    process.stdout.write(`${stdout ?? ''}${stderr ?? ''}`);
    process.exit(1);
  }
}
process.stdout.write(`everything in ${seconds(began)}\n`);
