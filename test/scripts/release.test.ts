import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildApp } from '../support/synth-app.js';

const root = join(__dirname, '..', '..');
const folder = join(root, '.github', 'workflows');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly needs?: string;
}

interface LockedPackage {
  readonly version: string;
  readonly dev?: true;
  readonly devOptional?: true;
  readonly peer?: true;
}

const workflows = readdirSync(folder);
const jobsOf = (file: string) => Object.entries<Job>(parse(read(file)).jobs);
const stepsOf = (file: string): readonly Step[] => jobsOf(file).flatMap(([, { steps }]) => steps);
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test.each(workflows)('%s runs scripts that exist, and keeps no token in the clone', (file) => {
  for (const { uses = '', run, with: given } of stepsOf(file)) {
    if (uses.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false });
    for (const [, script = ''] of run?.matchAll(/npm run (?:-s )?(\S+)/g) ?? []) {
      expect(scripts).toHaveProperty([script]);
    }
  }
});

const guides = ['github-actions', 'gitlab-ci'].map((name) => `docs/guides/${name}.md`);
const pipelines = [
  ...workflows.map((file) => `.github/workflows/${file}`),
  ...['action.yml', 'templates/chat-guardrails.yml', '.ci/run', ...guides],
];

test.each(pipelines)('%s pins the actions of others to commits, and installs without scripts', (file) => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const used = lines.filter((line) => /^\s*(?:- )?uses:/.test(line));
  for (const line of used.filter((one) => !one.includes('example/cdktf-chat-guardrails@'))) {
    expect(line).toMatch(/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
  for (const line of lines.filter((one) => /^\s*[^#]*\bnpm ci\b/.test(one))) {
    expect(line).toContain('npm ci --ignore-scripts');
  }
});

test('one action is one commit in all pipelines', () => {
  const text = pipelines.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const pins = Array.from(text.matchAll(/uses: (\S+)@([0-9a-f]{40} .*)/g), ([, name, pin]) => ({
    name,
    pin,
  }));
  for (const { name, pin } of pins) {
    expect(new Set(pins.filter((one) => one.name === name).map((one) => one.pin))).toEqual(new Set([pin]));
  }
  expect(pins.length).toBeGreaterThan(10);
});

test('only the job that publishes can write or sign, and it runs nothing of the package', () => {
  for (const file of workflows) {
    const writing = ({ permissions }: Pick<Job, 'permissions'>) =>
      Object.values(permissions ?? {}).some((level) => level !== 'read');
    expect([file, writing(parse(read(file)))]).toEqual([file, false]);
    const able = jobsOf(file).filter(([, job]) => writing(job));
    expect(able.map(([name]) => name)).toEqual(file === 'release.yml' ? ['publish'] : []);
    for (const [, { needs, steps }] of able) {
      expect(needs).toBe('build');
      const run = steps.map((step) => step.run ?? '').join('\n');
      expect(run).not.toMatch(/npm (?:ci|install|run|pack)|node |\.ci\/run/);
      expect(run).toContain('npm publish --ignore-scripts');
      expect(steps.some(({ uses = '' }) => uses.startsWith('actions/checkout@'))).toBe(false);
    }
  }
});

test('a release is published with provenance and without a token', () => {
  expect(parse(read('release.yml')).jobs.publish.permissions).toMatchObject({ 'id-token': 'write' });
  expect(stepsOf('release.yml').map(({ run }) => run)).toContainEqual(
    expect.stringMatching(/npm publish .*--provenance/),
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

test('the bill of materials lists what the package contains and what is installed with it, nothing else', () => {
  buildApp();
  const licences = readFileSync(join(root, 'dist', 'third-party-licences.txt'), 'utf8');
  const contained = Array.from(
    licences.matchAll(/^(@?[\w./-]+) (\d+\.\d+\.\d+)$\n\n/gm),
    ([, name, version]) => `pkg:npm/${name}@${version}`,
  );
  expect(contained).toContainEqual(expect.stringContaining('/zod@'));
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
  expect([...new Set(listed)].sort()).toEqual([...new Set([...installed, ...contained])].sort());
  expect(listed).toEqual(expect.arrayContaining([expect.stringContaining('/commander@')]));
}, 60_000);
