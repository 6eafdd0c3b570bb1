import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import { emulator } from './support/emulator.js';
import { type Moto, startMoto } from './support/moto.js';
import { makeOrganization } from './support/organization.js';
import { prepare } from './support/prepare.js';
import { type Ended, runToEnd } from './support/process.js';
import { terraformEnvironment, terraformIn } from './support/terraform.js';

const root = resolve(__dirname, '..', '..');
const files = ['cli', 'examples', 'modules', 'scripts', 'stacks', 'cdktf.json', 'main.ts', 'package.json'];
const settings = ['tsconfig.json', 'tsconfig.build.json'];

describeDeployment('a fresh clone', (tools) => {
  const clone = join(root, '.cache', 'e2e', 'clone');
  const stack = join(clone, 'cdktf.out', 'stacks', 'chat-guardrails');
  let moto: Moto;

  beforeAll(async () => {
    prepare.cdktf();
    rmSync(clone, { recursive: true, force: true });
    mkdirSync(clone, { recursive: true });
    const filter = (path: string): boolean => basename(path) !== 'node_modules';
    for (const file of [...files, ...settings]) {
      cpSync(join(root, file), join(clone, file), { recursive: true, filter });
    }
    // What `npm run cdktf` would install; `prepare.cdktf` has had it installed that way.
    const installed = join('scripts', 'cdktf-cli', 'node_modules');
    symlinkSync(join(root, installed), join(clone, installed), 'dir');
    moto = await startMoto(tools);
    await makeOrganization(moto, { Workloads: {} });
  });
  afterAll(() => moto?.stop());

  test('shows what the example becomes, with nothing but what is in it', async () => {
    const { code, output } = await cdktf('synth');
    expect([code, output]).toEqual([0, expect.stringContaining('examples/company/chat-guardrails.yaml')]);
    expect(existsSync(join(stack, 'cdk.tf.json'))).toBe(true);
  });

  test('synthesizes the language of Terraform, too', async () => {
    const { code, output } = await cdktf('synth', '--hcl');
    expect([code, output]).toEqual([0, output]);
    expect(existsSync(join(stack, 'cdk.tf'))).toBe(true);
    const terraform = terraformIn(stack, tools);
    terraform.succeed('init', '-backend=false');
    terraform.succeed('validate');
  });

  test('shows, deploys and destroys what its configuration says', async () => {
    const configuration = {
      version: 1,
      provider: emulator(moto),
      guardrails: [{ name: 'no-drops', targets: 'Workloads', deny: 'rds:DeleteDBCluster' }],
    };
    writeFileSync(join(clone, 'chat-guardrails.yaml'), stringify(configuration));
    const diff = await cdktf('diff', '--skip-provider-lock');
    expect([diff.code, diff.output]).toEqual([0, expect.stringContaining('Plan: 2 to add, 0 to change')]);
    const deploy = await cdktf('deploy', '--auto-approve', '--skip-provider-lock');
    expect([deploy.code, deploy.output]).toEqual([0, expect.stringContaining('Apply complete!')]);
    expect(Object.keys(await deployed(moto))).toEqual(['no-drops']);
    const destroy = await cdktf('destroy', '--auto-approve', '--skip-provider-lock');
    expect([destroy.code, destroy.output]).toEqual([0, expect.stringContaining('Destroy complete!')]);
    expect(await deployed(moto)).toEqual({});
  });

  function cdktf(...words: readonly string[]): Promise<Ended> {
    const env = { ...terraformEnvironment(clone, tools), CI: '1', CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1' };
    return runToEnd('npm', ['run', '-s', 'cdktf', '--', ...words], { cwd: clone, env, seconds: 300 });
  }
});
