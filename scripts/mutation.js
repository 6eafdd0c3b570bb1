// Mutation testing: changes the code below a path in many small ways and counts the changes that no test notices.
//
//   npm run test:mutation -- modules/simulator/iam
//
// The random tests make few runs from one seed, so two runs give the same score. `--incremental` repeats only what a
// change of the code or the tests concerns. docs/testing.md has the scores and the mutants that cannot be noticed.
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [path, ...options] = process.argv.slice(2);
if (path === undefined || !existsSync(path)) {
  process.stderr.write('name a file or folder to mutate: npm run test:mutation -- modules/simulator/iam\n');
  process.exit(2);
}

const root = join(__dirname, '..');
const folder = join(root, '.cache', 'mutation');
mkdirSync(folder, { recursive: true });
const name = path.replace(/\W+/g, '-');

/** The tests of the folder, `test/simulator` for `modules/simulator/iam`, and tests elsewhere of a part of it. */
const elsewhere = {
  'policy/scp': ['simulator/iam', 'config/check'],
  'policy/plan': ['exceptions', 'existing', 'packing', 'peers', 'plan-problems', 'unlikely-targets'].map(
    (name) => `config/${name}`,
  ),
};
const [, area = '', part = ''] = path.split('/');
const tests = [`${area}/`, ...(elsewhere[`${area}/${part}`] ?? [])];

const configuration = {
  testRunner: 'mutation-runner',
  plugins: [join(__dirname, 'mutation-runner.js')],
  mutationRunner: { tests },
  coverageAnalysis: 'perTest',
  mutate: [statSync(path).isDirectory() ? `${path}/**/*.ts` : path],
  ignorePatterns: ['/dist', '/.cache', '/coverage', 'cdktf.out'],
  // Without a link Node finds the packages above the sandbox.
  symlinkNodeModules: false,
  incrementalFile: join('.cache', 'mutation', `${name}.incremental.json`),
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: join('.cache', 'mutation', `${name}.json`) },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: join('.cache', 'mutation', 'sandbox'),
  concurrency: 1,
  // A busy machine kills no mutant.
  timeoutMS: 60_000,
  timeoutFactor: 4,
};
const file = join(folder, 'stryker.json');
writeFileSync(file, JSON.stringify(configuration, null, 2));

const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const { status } = spawnSync(process.execPath, [stryker, 'run', file, ...options], {
  cwd: root,
  stdio: 'inherit',
  env: { TEST_SEED: '1', TEST_EFFORT: 'few', ...process.env },
});
process.exitCode = status ?? 1;
