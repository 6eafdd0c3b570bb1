import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from '../support/synth-app.js';

const root = join(__dirname, '..', '..');
/** Inside the package, so that it can import itself by name. */
const folder = join(root, '.cache', 'construct-docs');
const page = readFileSync(join(root, 'docs', 'constructs.md'), 'utf8');
const examples = [...page.matchAll(/^```ts (?:run|file)\n([\s\S]*?)^```$/gm)];
const [, configuration = ''] = /^```yaml chat-guardrails.yaml\n([\s\S]*?)^```$/m.exec(page) ?? [];
const names = examples.map((_, index) => `example-${index + 1}`);

function node(...words: string[]): { readonly status: number | null; readonly said: string } {
  const env = { ...process.env, CDKTF_OUTDIR: join(folder, 'cdktf.out') };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

beforeAll(() => {
  buildApp();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'chat-guardrails.yaml'), configuration);
  for (const [index, [, text = '']] of examples.entries())
    writeFileSync(join(folder, `${names[index]}.cts`), text);
}, 300_000);

test('the page has an example for each construct', () => {
  const text = examples.map(([, code = '']) => code).join('');
  for (const name of ['new ChatPolicy(', 'new Guardrail(', 'new AppliedPlan(', 'applyConfiguration('])
    expect(text).toContain(name);
});

test('every example compiles as its reader would compile it, and synthesizes', () => {
  const strict = [
    '--ignoreConfig',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--module',
    'node16',
    '--typeRoots',
    'none',
  ];
  const compiled = node(
    join(root, 'node_modules', 'typescript-7', 'bin', 'tsc'),
    ...strict,
    ...names.map((name) => `${name}.cts`),
  );
  expect(compiled).toEqual({ status: 0, said: '' });
  for (const name of names) {
    const { status, said } = node(`${name}.cjs`);
    expect({ name, status, said }).toEqual({ name, status: 0, said: expect.any(String) });
  }
  for (const stack of ['chat-guardrails', 'configured']) {
    const json = readFileSync(join(folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8');
    expect(json).toContain('chat_no-instance-termination');
  }
}, 120_000);
