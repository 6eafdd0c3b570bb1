import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporary-folder.js';

const root = join(__dirname, '..', '..');
const folder = temporaryFolder();

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'build.js')], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

/** What an entry of the app makes of the company example. */
function synthesized(...entry: readonly string[]): string {
  const outdir = join(folder(), 'cdktf.out');
  const CHAT_GUARDRAILS_CONFIG = join(root, 'examples', 'company', 'chat-guardrails.yaml');
  const env = { ...process.env, CDKTF_OUTDIR: outdir, CHAT_GUARDRAILS_CONFIG };
  const { status, stderr } = spawnSync(process.execPath, [join(root, ...entry)], { env, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return readFileSync(join(outdir, 'stacks', 'chat-guardrails', 'cdk.tf.json'), 'utf8');
}

test('the app in one file synthesizes what its own files do', () => {
  const bundled = synthesized('scripts', 'synth.js');
  expect(bundled).toContain('aws_organizations_policy');
  expect(bundled).toBe(synthesized('dist', 'main.js'));
  expect(bundled).toBe(synthesized('dist', 'app.js'));
});
