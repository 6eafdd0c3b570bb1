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
import { terraformEnvironment } from './support/terraform.js';

const root = resolve(__dirname, '..', '..');
const files = ['cli', 'examples', 'modules', 'scripts', 'stacks', 'cdktf.json', 'main.ts', 'package.json'];
const settings = ['tsconfig.json', 'tsconfig.build.json'];

describeDeployment('a fresh clone', (tools) => {
  const clone = join(root, '.cache', 'e2e', 'clone');
  const stack = join(clone, 'cdktf.out', 'stacks', 'chat-guardrails');
  let moto: Moto;
  let workloads: string | undefined;

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
    const { units } = await makeOrganization(moto, { Workloads: {} });
    workloads = units.get('Workloads');
  });
  afterAll(() => moto?.stop());

  test('synthesizes the example with nothing but the files of the clone', async () => {
    const { code, output } = await npm('cdktf', 'synth');
    expect([code, output]).toEqual([0, expect.stringContaining('examples/company/chat-guardrails.yaml')]);
    expect(existsSync(join(stack, 'cdk.tf.json'))).toBe(true);
  });

  test('the example is not deployed to an organization that is not its own', async () => {
    const deploy = await npm('cdktf', 'deploy', '--auto-approve', '--skip-provider-lock');
    expect([deploy.code, deploy.output]).toEqual([1, expect.stringContaining('`npm run cdktf -- diff`')]);
    expect(await deployed(moto)).toEqual({});
  });

  test('collects its organization, and deploys and destroys the policies of its configuration', async () => {
    const collect = await npm('chat-guardrails', 'collect', '-o', 'organization.json');
    expect([collect.code, collect.output]).toEqual([0, collect.output]);
    const configuration = {
      version: 1,
      organization: 'organization.json',
      provider: emulator(moto),
      guardrails: [{ name: 'no-drops', targets: 'Workloads', deny: 'rds:DeleteDBCluster' }],
    };
    writeFileSync(join(clone, 'chat-guardrails.yaml'), stringify(configuration));
    const deploy = await npm('cdktf', 'deploy', '--auto-approve', '--skip-provider-lock');
    expect([deploy.code, deploy.output]).toEqual([0, expect.stringContaining('Apply complete!')]);
    const { 'no-drops': made, ...others } = await deployed(moto);
    expect([made?.targets, others]).toEqual([[workloads], {}]);
    const destroy = await npm('cdktf', 'destroy', '--auto-approve', '--skip-provider-lock');
    expect([destroy.code, destroy.output]).toEqual([0, expect.stringContaining('Destroy complete!')]);
    expect(await deployed(moto)).toEqual({});
  });

  /** A script of the clone; where nothing else is said, AWS is moto. */
  function npm(script: string, ...arguments_: readonly string[]): Promise<Ended> {
    const env = {
      ...terraformEnvironment(clone, tools),
      AWS_ENDPOINT_URL: moto.endpoint,
      AWS_REGION: 'us-east-1',
      CI: '1',
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    };
    return runToEnd('npm', ['run', '-s', script, '--', ...arguments_], { cwd: clone, env, seconds: 300 });
  }
});
