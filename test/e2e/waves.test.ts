import { deployed } from './support/deployed.js';
import { describeDeployment } from './support/describe-deployment.js';
import { type Sandbox, startSandbox } from './support/sandbox.js';

const configuration = {
  waves: ['canary', 'wider', 'all'],
  chatPolicies: [
    {
      name: 'company-chat',
      targets: { canary: 'Sandbox', wider: ['Sandbox', 'Workloads/Test'], all: 'root' },
      default: 'disabled',
      slack: { client: 'enabled', workspaces: 'T0COMPANY1' },
    },
  ],
  guardrails: [
    {
      name: 'no-drops',
      targets: { canary: 'Sandbox', wider: ['Sandbox', 'Workloads/Test'], all: ['Sandbox', 'Workloads'] },
      deny: 'rds:DeleteDBCluster',
    },
    { name: 'everywhere', targets: 'root', deny: 'ec2:DeleteVpc' },
  ],
};

/** What Terraform plans where the first wave is deployed. */
const steps = [
  {
    wave: 'wider',
    planned: ['create company-chat_target_Workloads_Test', 'create no-drops_target_Workloads_Test'],
  },
  {
    wave: 'all',
    planned: [
      'create company-chat_target_root',
      'create no-drops_target_Workloads',
      'delete company-chat_target_Sandbox',
    ],
  },
];

const attachment = /^(\S+) aws_organizations_policy_attachment\.chat_(.+)_[0-9A-F]{8}$/;

describeDeployment('waves deployed with cdktf', (tools) => {
  let sandbox: Sandbox;
  let ids: readonly (readonly [string, string])[];
  beforeAll(async () => {
    const units = { Sandbox: {}, Workloads: { Test: {} } };
    sandbox = await startSandbox(tools, { name: 'waves', units });
    await sandbox.deploy(configuration, { CHAT_GUARDRAILS_WAVE: 'canary' });
    ids = await policyIds();
  });
  afterAll(() => sandbox?.stop());

  test('the first wave has every policy, on its own targets', async () => {
    const policies = await deployed(sandbox.moto);
    expect(policies['company-chat']?.targets).toEqual([sandbox.targets.get('Sandbox')]);
    expect(policies['no-drops']?.targets).toEqual([sandbox.targets.get('Sandbox')]);
    expect(policies['everywhere']?.targets).toEqual([sandbox.targets.get('root')]);
  });

  test.each(steps)('going on to $wave changes attachments only', ({ wave, planned }) => {
    const changes = sandbox.preview(configuration, { CHAT_GUARDRAILS_WAVE: wave });
    expect(changes.map((change) => change.replace(attachment, '$1 $2'))).toEqual(planned);
  });

  test('the last wave is on its targets, with the same policies, and deployed again changes nothing', async () => {
    const variables = { CHAT_GUARDRAILS_WAVE: 'all' };
    expect(await sandbox.deploy(configuration, variables)).toContain('2 added, 0 changed, 1 destroyed');
    expect(await policyIds()).toEqual(ids);
    const policies = await deployed(sandbox.moto);
    expect(policies['company-chat']?.targets).toEqual([sandbox.targets.get('root')]);
    expect(policies['no-drops']?.targets.toSorted()).toEqual(
      [sandbox.targets.get('Sandbox'), sandbox.targets.get('Workloads')].sort(),
    );
    expect(sandbox.preview(configuration, variables)).toEqual([]);
  });

  async function policyIds(): Promise<[string, string][]> {
    return Object.entries(await deployed(sandbox.moto)).map(([name, { id }]) => [name, id]);
  }
});
