import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MoveAccountCommand } from '@aws-sdk/client-organizations';
import { describeDeployment } from './support/describe-deployment.js';
import { type Sandbox, startSandbox } from './support/sandbox.js';

const configuration = {
  chatPolicies: [
    {
      name: 'company-chat',
      targets: 'root',
      default: 'disabled',
      slack: {
        client: 'enabled',
        workspaces: 'T0COMPANY1',
        channelTypes: 'private',
        roleSettings: 'user_role',
      },
    },
  ],
  guardrails: [
    {
      name: 'no-database-deletion',
      targets: 'Workloads',
      deny: ['rds:DeleteDBCluster', 'dynamodb:DeleteTable'],
    },
    {
      name: 'no-network-changes',
      targets: 'root',
      deny: 'ec2:DeleteVpc',
      exceptFrom: {
        platforms: 'slack',
        configurations: 'on-call-*',
        reason: 'They operate the network at night',
        owner: 'network-team',
        until: '2099-12-31',
      },
    },
  ],
};

const slack = '--platform slack --workspace T0COMPANY1 --channel-type private --role user_role';

/** From where which account is asked for what; the answer that the configuration promises, and what gives it. */
const questions = [
  ['a denied action', 'workloads', `${slack} --action rds:DeleteDBCluster`, 'denied', 'NoDatabaseDeletion'],
  ['the same in words', 'workloads', `${slack} --command`, 'denied', 'NoDatabaseDeletion'],
  ['another action', 'workloads', `${slack} --action rds:DescribeDBClusters`, 'allowed'],
  ['the console', 'workloads', '--from console --action rds:DeleteDBCluster', 'allowed'],
  ['an account outside the target', 'sandbox', `${slack} --action rds:DeleteDBCluster`, 'allowed'],
  ['the exception', 'sandbox', `${slack} --configuration on-call-eu --action ec2:DeleteVpc`, 'allowed'],
  [
    'outside the exception',
    'sandbox',
    `${slack} --configuration dev --action ec2:DeleteVpc`,
    'denied',
    'NoNetworkChanges',
  ],
  ['perhaps the exception', 'sandbox', `${slack} --action ec2:DeleteVpc`, 'unknown', 'NoNetworkChanges'],
  ['the management account', 'management', `${slack} --configuration dev --action ec2:DeleteVpc`, 'allowed'],
  [
    'a foreign workspace',
    'sandbox',
    '--platform slack --workspace T0ELSEWHERE --action rds:DescribeDBClusters',
    'denied',
  ],
] as const;

const command = '@aws rds delete-db-cluster --db-cluster-identifier orders';

describeDeployment('guardrails deployed with cdktf, collected and asked', (tools) => {
  let sandbox: Sandbox;
  let accounts: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const units = { Workloads: {}, Sandbox: {} };
    sandbox = await startSandbox(tools, { name: 'guardrails', units, accounts: 2 });
    const { moto, targets } = sandbox;
    const [workloads = '', sandboxed = ''] = sandbox.accounts;
    for (const [AccountId, unit] of [
      [workloads, 'Workloads'],
      [sandboxed, 'Sandbox'],
    ] as const) {
      const [SourceParentId, DestinationParentId] = [targets.get('root'), targets.get(unit)];
      await moto.client.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
    }
    collect('before.json');
    await sandbox.deploy(configuration);
    collect('after.json');
    const after = readFileSync(join(sandbox.project.folder, 'after.json'), 'utf8');
    const { managementAccountId: management } = JSON.parse(after) as { readonly managementAccountId: string };
    accounts = { workloads, sandbox: sandboxed, management };
  });
  afterAll(() => sandbox?.stop());

  test.each(questions)('%s: %s %s is %s', (_, account, words, decision, ...statements) => {
    const ask = (...where: readonly string[]): Answer => {
      const asked = words.split(' ').concat(words.endsWith('--command') ? [command] : []);
      const { status, output } = sandbox.project.chatGuardrails([
        ...[
          'decide',
          ...where,
          '--account',
          accounts[account] ?? '',
          ...asked,
          '--hypothetical',
          '--format',
          'json',
        ],
      ]);
      expect([status, output]).toEqual([0, output]);
      return JSON.parse(output) as Answer;
    };
    const kept = ask('--organization', 'after.json');
    expect(kept.decision).toBe(decision);
    expect(kept.reasons.flatMap((reason) => reason.statement ?? [])).toEqual(statements);
    const missing = kept.reasons.flatMap((reason) => reason.missing ?? []);
    expect(missing).toEqual(decision === 'unknown' ? ['--configuration'] : []);
    const promised = ask('--organization', 'before.json', '--config', 'chat-guardrails.yaml');
    expect(promised.decision).toBe(kept.decision);
    expect(promised.gates).toEqual(kept.gates);
  });

  function collect(file: string): void {
    const { status, output } = sandbox.project.chatGuardrails(['collect', '-o', file], {
      AWS_ENDPOINT_URL: sandbox.moto.endpoint,
      AWS_REGION: 'us-east-1',
    });
    expect([status, output]).toEqual([0, expect.stringContaining(`wrote \`${file}\``)]);
  }
});

interface Answer {
  readonly decision: string;
  readonly reasons: readonly { readonly statement?: string; readonly missing?: readonly string[] }[];
  readonly gates: readonly { readonly gate: string; readonly outcome: string }[];
}
