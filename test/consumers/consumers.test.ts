import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findNode22 } from '../e2e/support/find-node-22.js';
import { guideCommands } from '../support/guide-commands.js';
import { installed } from '../support/installed.js';
import { type Consumer, type ConsumerSettings, install, stacksIn } from './consumer.js';
import { pack } from './pack.js';
import { succeed } from './run.js';

const root = join(__dirname, '..', '..');
const configuration = join(root, 'examples', 'company', 'chat-guardrails.yaml');
const program = (name: string): string => readFileSync(join(__dirname, 'programs', `${name}.ts.txt`), 'utf8');

const cdktf = { cdktf: '0.21.0', constructs: '10.4.2' };
const bindings = '@cdktf/provider-aws';
const settings = {
  pure: (): ConsumerSettings => ({ beside: {}, program: 'pure', text: program('pure') }),
  'bindings-20': (): ConsumerSettings => ({
    beside: { ...cdktf, [bindings]: '20.1.0' },
    bindings: { name: bindings, modules: join(root, 'node_modules') },
    program: 'app',
    text: program('app'),
  }),
  'bindings-21': (): ConsumerSettings => ({
    beside: { ...cdktf, [bindings]: '21.22.1' },
    bindings: { name: bindings, modules: installed('bindings-21') },
    program: 'app',
    text: program('app'),
  }),
  cdktn: (): ConsumerSettings => {
    const node = findNode22();
    return {
      beside: { cdktn: '0.24.0', constructs: '10.7.0', '@cdktn/provider-aws': '25.7.0' },
      bindings: { name: '@cdktn/provider-aws', modules: installed('cdktn') },
      program: 'app',
      text: forked(program('app')),
      ...(node === undefined ? {} : { node }),
    };
  },
};
type Name = keyof typeof settings;
const names = Object.keys(settings) as Name[];
const withConstructs = ['bindings-20', 'bindings-21', 'cdktn'] as const satisfies readonly Name[];

const consumers = new Map<Name, Consumer>();
const complaints = new Map<Name, string>();

beforeAll(async () => {
  const { tarball } = await pack();
  for (const name of names) {
    const consumer = await install(name, tarball, settings[name](), consumers.get('pure'));
    consumers.set(name, consumer);
    complaints.set(name, await consumer.complaints());
  }
});

function consumerOf(name: Name): Consumer {
  const consumer = consumers.get(name);
  if (consumer === undefined) throw new Error(`${name} was not installed`);
  return consumer;
}

test.each(names)(
  '%s: a project type-checks under node10, node16 and bundler, from CommonJS and ES modules',
  (name) => {
    expect(complaints.get(name)).toBe('');
  },
);

describe('a project without cdktf', () => {
  test.each(['cjs', 'mjs'] as const)('runs as .%s', async (format) => {
    await expect(consumerOf('pure').run(format)).resolves.toBeUndefined();
  });

  test('has the command, by npx', async () => {
    const { folder } = consumerOf('pure');
    const words = ['--no', 'chat-guardrails', 'plan', '--config', configuration];
    expect(await succeed('npx', words, { cwd: folder })).toContain('company-chat');
  });
});

/** The guides whose commands need only the package and the example; the others need files of this repository or an app. */
const guides = readdirSync(join(root, 'docs', 'guides'))
  .filter((page) => !/^(hcp-terraform|leaving-cdktf)/.test(page))
  .map((page) => `docs/guides/${page}`)
  .filter((page) => guideCommands(page).some(({ mode }) => mode === 'run'));

test.each(guides)('the commands of %s work as written with the installed package', async (page) => {
  const scripts = guideCommands(page).flatMap(({ mode, script }) => (mode === 'run' ? [script] : []));
  const folder = join(consumerOf('pure').folder, basename(page, '.md'));
  mkdirSync(folder);
  await succeed('sh', ['-ec', ['npx chat-guardrails init --example', ...scripts].join('\n')], {
    cwd: folder,
  });
});

describe('projects with constructs', () => {
  const synthesized = new Map<Name, Readonly<Record<'cjs' | 'mjs' | 'company', unknown>>>();
  beforeAll(async () => {
    await Promise.all(
      withConstructs.map(async (name) => {
        const consumer = consumerOf(name);
        const app = name === 'cdktn' ? 'main-cdktn.js' : 'main.js';
        await consumer.run('cjs', { CDKTF_OUTDIR: 'cjs' });
        await consumer.run('mjs', { CDKTF_OUTDIR: 'mjs' });
        await consumer.start(join('node_modules', 'cdktf-chat-guardrails', 'dist', app), {
          CHAT_GUARDRAILS_CONFIG: configuration,
          CDKTF_OUTDIR: 'company',
        });
        const become = (outdir: string): unknown => stacksIn(consumer.folder, outdir);
        synthesized.set(name, { cjs: become('cjs'), mjs: become('mjs'), company: become('company') });
      }),
    );
  });

  test('a program becomes the same as CommonJS and as an ES module', () => {
    const { cjs, mjs } = synthesized.get('bindings-20') ?? {};
    expect(mjs).toEqual(cjs);
    expect(JSON.stringify(cjs)).toContain('slack-only_target_root');
  });

  test.each(['bindings-21', 'cdktn'] as const)(
    '%s: the same addresses and documents as with bindings 20.1.0',
    (name) => {
      expect(synthesized.get(name)).toEqual(synthesized.get('bindings-20'));
      expect(JSON.stringify(synthesized.get(name)?.company)).toContain('chat_company-chat_');
    },
  );
});

function forked(text: string): string {
  return text
    .replaceAll("'cdktf'", "'cdktn'")
    .replaceAll("'cdktf-chat-guardrails'", "'cdktf-chat-guardrails/cdktn'")
    .replaceAll("'@cdktf/", "'@cdktn/");
}
