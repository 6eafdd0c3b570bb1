// Mutation testing: changes the code below a path in many small ways and counts the changes that no test notices.
//
//   npm run test:mutation -- modules/simulator/iam
//
// Only the tests of the core run. The random tests take one seed, so two runs give the same score. docs/testing.md has
// the scores and the mutants that cannot be noticed.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [path, ...options] = process.argv.slice(2);
if (path === undefined || !existsSync(path)) {
  process.stderr.write('name a file or folder to mutate: npm run test:mutation -- modules/simulator/iam\n');
  process.exit(2);
}

/** What uses a room of the core tests it too: the simulator reads policies. */
function testsOf(mutated) {
  const room = mutated.split('/')[1] ?? '';
  const rooms = room === 'policy' ? ['policy', 'simulator', 'analysis'] : [room];
  return rooms
    .map((name) => `<rootDir>/test/${name}`)
    .filter((name) => existsSync(name.replace('<rootDir>/', '')));
}

const root = join(__dirname, '..');
const folder = join(root, '.cache', 'mutation');
mkdirSync(folder, { recursive: true });

/** Other tests start processes, which see no mutant. */
const jest = {
  ...require('../jest.config.js'),
  rootDir: '.',
  roots: testsOf(path),
  bail: 1,
};

const configuration = {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  coverageAnalysis: 'perTest',
  // A mutant that only exists while a module loads would need all tests.
  ignoreStatic: true,
  mutate: [statSync(path).isDirectory() ? `${path}/**/*.ts` : path],
  ignorePatterns: ['/dist', '/.cache', '/coverage', 'cdktf.out'],
  jest: { projectType: 'custom', config: jest, enableFindRelatedTests: false },
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: join('.cache', 'mutation', `${path.replace(/\W+/g, '-')}.json`) },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: join('.cache', 'mutation', 'sandbox'),
  concurrency: 2,
  timeoutMS: 20_000,
};
const file = join(folder, 'stryker.json');
writeFileSync(file, JSON.stringify(configuration, null, 2));

const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', file, ...options], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TEST_SEED: process.env.TEST_SEED ?? '1' },
});
process.exitCode = status ?? 1;
