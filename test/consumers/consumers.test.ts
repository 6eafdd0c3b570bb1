import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Consumer, install, pack, stacksIn } from './consumer.js';

const configuration = join(__dirname, '..', '..', 'examples', 'company', 'chat-guardrails.yaml');
const packed = pack();
const project = (name: string, beside: readonly string[], programs: readonly string[]): Consumer =>
  install(name, packed.tarball, beside, programs);

/** A program's stack as CommonJS and as an ES module, and the company example by the installed app. */
function synthesized(consumer: Consumer, app: string): unknown {
  for (const outdir of ['cjs', 'mjs', 'company']) {
    rmSync(join(consumer.folder, outdir), { recursive: true, force: true });
  }
  consumer.run('app', 'cjs', 'cjs');
  consumer.run('app', 'mjs', 'mjs');
  consumer.start(join('node_modules', 'cdktf-chat-guardrails', 'dist', app), {
    CHAT_GUARDRAILS_CONFIG: configuration,
    CDKTF_OUTDIR: 'company',
  });
  return ['cjs', 'mjs', 'company'].map((outdir) => stacksIn(consumer.folder, outdir));
}

describe('the package', () => {
  test('is smaller than 1 MB', () => {
    expect(packed.size).toBeLessThan(1_000_000);
  });

  test('holds compiled code, types, maps, documentation and the schema, and nothing else', () => {
    const expected =
      /^(dist\/.*\.(js|d\.ts|js\.map)|dist\/modules\/actions\/aws-commands\.json|docs\/.*\.md|schema\.json|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
    expect(packed.files.filter((file) => !expected.test(file))).toEqual([]);
  });

  test('runs nothing when it is installed', () => {
    const { scripts } = require('../../package.json') as { readonly scripts: object };
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
  });
});

describe('a project without cdktf', () => {
  const consumer = project('pure', [], ['pure']);

  test('type-checks under node10, node16 and bundler, from CommonJS and ES modules, declarations included', () => {
    expect(consumer.complaints('pure')).toBe('');
  });

  test.each(['cjs', 'mjs'] as const)('runs as .%s', (format) => {
    expect(() => consumer.run('pure', format)).not.toThrow();
  });

  test('has the command', () => {
    const command = join('node_modules', '.bin', 'chat-guardrails');
    expect(() => consumer.start(command, {})).toThrow(/ended with 2/);
  });
});

describe('projects with constructs', () => {
  const bindings20 = project(
    'bindings-20',
    ['cdktf@0.21.0', 'constructs@10.4.2', '@cdktf/provider-aws@20.1.0'],
    ['app'],
  );
  const bindings21 = project(
    'bindings-21',
    ['cdktf@0.21.0', 'constructs@10.4.2', '@cdktf/provider-aws@21.22.1'],
    ['app'],
  );
  const terrain = project(
    'cdktn',
    ['cdktn@0.24.0', 'constructs@10.7.0', '@cdktn/provider-aws@25.7.0'],
    ['app'],
  );
  const expected = synthesized(bindings20, 'main.js');

  test.each([
    ['cdktf, bindings 20.1.0', bindings20],
    ['cdktf, bindings 21.22.1', bindings21],
    ['cdktn 0.24.0', terrain],
  ])('%s: type-checks under every module resolution', (_, consumer) => {
    expect(consumer.complaints('app')).toBe('');
  });

  test('a program becomes the same as CommonJS and as an ES module', () => {
    const [cjs, mjs] = expected as readonly unknown[];
    expect(mjs).toEqual(cjs);
    expect(JSON.stringify(cjs)).toContain('slack-only_target_root');
  });

  test('bindings 20.1.0 and 21.22.1: the same addresses and documents', () => {
    expect(synthesized(bindings21, 'main.js')).toEqual(expected);
  });

  test('cdktf and CDK Terrain: the same addresses and documents', () => {
    expect(synthesized(terrain, 'main-cdktn.js')).toEqual(expected);
  });
});
