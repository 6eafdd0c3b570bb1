import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');
const folder = join(root, '.github', 'workflows');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface LockedPackage {
  readonly version: string;
  readonly dev?: true;
  readonly devOptional?: true;
  readonly peer?: true;
}

const workflows = readdirSync(folder);
const stepsOf = (file: string): readonly Step[] =>
  Object.values<{ readonly steps: readonly Step[] }>(parse(read(file)).jobs).flatMap(({ steps }) => steps);
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test.each(workflows)('%s pins its actions to a version and runs scripts that exist', (file) => {
  for (const { uses, run } of stepsOf(file)) {
    if (uses !== undefined) expect(uses).toMatch(/@v\d+$/);
    for (const [, script = ''] of run?.matchAll(/npm run (?:-s )?(\S+)/g) ?? []) {
      expect(scripts).toHaveProperty([script]);
    }
  }
});

test('a release is published with provenance and without a token', () => {
  expect(parse(read('release.yml')).jobs.release.permissions).toMatchObject({ 'id-token': 'write' });
  expect(stepsOf('release.yml').map(({ run }) => run)).toContainEqual(
    expect.stringMatching(/npm publish --prov/),
  );
  expect(read('release.yml')).not.toMatch(/secrets\.|_TOKEN: \$\{\{ secrets/);
});

test('the published package names its repository, which npm compares with the provenance', () => {
  const scripts = stepsOf('release.yml').map(({ run = '' }) => run);
  const names = scripts.findIndex((run) => run.includes('repository.url=git+$GITHUB_SERVER_URL/'));
  expect(names).not.toBe(-1);
  expect(names).toBeLessThan(scripts.findIndex((run) => run.startsWith('npm publish')));
});

test('the gate has what the deployments need, and fails where it is missing', () => {
  const { steps } = parse(read('ci.yml')).jobs.gate;
  expect(steps.at(-1)).toMatchObject({
    run: 'bash .ci/run',
    env: { E2E: expect.stringContaining('required') },
  });
  const brought = JSON.stringify(steps);
  for (const tool of ['hashicorp/setup-terraform@', 'moto[server]', 'terraform providers mirror']) {
    expect(brought).toContain(tool);
  }
});

test('the gate runs on every line of Node that the package names', () => {
  const { node } = parse(read('ci.yml')).jobs.gate.strategy.matrix;
  expect(engines.node.match(/\d+(?=\.\d+\.\d+)/g).map(Number)).toEqual(node);
});

test('the bill of materials lists what is installed with the package, without development dependencies', () => {
  const script = join(root, 'scripts', 'bill-of-materials.js');
  const printed = execFileSync(process.execPath, [script], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const { bomFormat, components } = JSON.parse(printed);
  expect(bomFormat).toBe('CycloneDX');
  const listed = components.map((one: { readonly purl: string }) => decodeURIComponent(one.purl));
  const lock: Readonly<Record<string, LockedPackage>> = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  ).packages;
  const installed = Object.entries(lock)
    .filter(([path, { dev, devOptional, peer }]) => path !== '' && !dev && !devOptional && !peer)
    .map(([path, { version }]) => `pkg:npm/${path.split('node_modules/').at(-1)}@${version}`);
  expect([...new Set(listed)].sort()).toEqual([...new Set(installed)].sort());
  expect(listed).toEqual(expect.arrayContaining([expect.stringContaining('/commander@')]));
}, 60_000);
