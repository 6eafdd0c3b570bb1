import { runHere } from '../support/in-process.js';
import { fullAccess, smallOrganizationFile } from '../support/small-organization.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
const tenant = '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b';
const team = '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e';
const files = {
  'organization.json': smallOrganizationFile([fullAccess]),
  'chat-guardrails.yaml': `organization: organization.json
chatPolicies:
  - name: company
    targets: root
    slack: { client: enabled, workspaces: [T1, T2], channelTypes: private, roleSettings: user_role }
    microsoftTeams: { client: enabled, tenants: { ${tenant}: [${team}] } }
    chime: disabled
guardrails:
  - name: no-drops
    targets: Workloads/Prod
    deny: rds:DeleteDBCluster
    exceptFrom: { configurations: [ops-*] }
`,
};
interface Answer {
  readonly state: string;
  readonly groups: readonly Readonly<Record<string, unknown>>[];
}
async function answer(...words: readonly string[]): Promise<Answer> {
  const { stdout } = await runHere({ folder: folder(), files }, 'who-can', ...words, '--format', 'json');
  return JSON.parse(stdout) as Answer;
}
const slack = {
  platform: 'slack',
  workspaces: ['T1', 'T2'],
  channelTypes: ['private'],
  roles: ['user_role'],
};
const teams = {
  platform: 'microsoft_teams',
  teams: [`${tenant}/${team}`],
  roles: ['user_role', 'channel_role'],
};
const allowed = { decision: 'allowed', notEvaluated: expect.arrayContaining(['role-policy']) };

describe('who-can', () => {
  test('groups accounts by the places, roles and configurations from which the action can be run', async () => {
    const { state, groups } = await answer('rds:DeleteDBCluster');
    expect(state).toBe('planned');
    expect(groups).toEqual([
      { accounts: ['111111111111', '333333333333'], ...slack, configurations: ['*'], ...allowed },
      { accounts: ['111111111111', '333333333333'], ...teams, configurations: ['*'], ...allowed },
      { accounts: ['222222222222'], ...slack, configurations: ['ops-*'], ...allowed },
      { accounts: ['222222222222'], ...teams, configurations: ['ops-*'], ...allowed },
    ]);
  });

  test('is narrowed by account and platform', async () => {
    const { groups } = await answer('rds:DeleteDBCluster', '--account', 'shop', '--platform', 'slack');
    expect(groups).toEqual([{ accounts: ['222222222222'], ...slack, configurations: ['ops-*'], ...allowed }]);
  });

  test('--account accepts an OU by its path, its unique name or its ID', async () => {
    for (const unit of ['Workloads/Prod', 'Prod']) {
      const { groups } = await answer('rds:DeleteDBCluster', '--account', unit, '--platform', 'slack');
      expect(groups).toMatchObject([{ accounts: ['222222222222'], configurations: ['ops-*'] }]);
    }
    const { status, stderr } = await runHere(
      { folder: folder(), files },
      ...['who-can', 'rds:DeleteDBCluster', '--account', 'Prd'],
    );
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('no account or OU `Prd` in the organization'),
    ]);
    expect(stderr).toContain('did you mean `Prod`?');
  });

  test('answers a wildcard for each of its actions, those with the same access together', async () => {
    const { groups, ...rest } = await answer('rds:DeleteDBCl*r', '--account', 'shop', '--platform', 'slack');
    expect([rest, groups]).toMatchObject([
      { action: 'rds:DeleteDBCl*r', actions: ['rds:DeleteDBCluster'] },
      [{ actions: ['rds:DeleteDBCluster'], configurations: ['ops-*'] }],
    ]);
    const all = await answer('rds:DeleteDB*', '--account', 'shop', '--platform', 'slack');
    const byConfigurations = all.groups.map(({ configurations, actions }) => [configurations, actions]);
    expect(byConfigurations).toEqual([
      [['ops-*'], ['rds:DeleteDBCluster']],
      [['*'], expect.not.arrayContaining(['rds:DeleteDBCluster'])],
    ]);
  });

  test.each([
    ['rds:Drop*', 'matches no action'],
    ['*:Delete*', 'the most is 250'],
    ['rds delete-database', 'delete-database'],
    ['frobnicate now', 'is not a service of the AWS CLI'],
  ])('refuses %s', async (what, message) => {
    const { status, stderr } = await runHere({ folder: folder(), files }, 'who-can', what);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('answers a command where all of its actions can be run', async () => {
    const words = ['--account', 'shop', '--platform', 'slack'];
    const { groups, ...rest } = await answer(
      '@aws rds delete-db-cluster --db-cluster-identifier a',
      ...words,
    );
    expect([rest, groups]).toMatchObject([
      { actions: ['rds:DeleteDBCluster'] },
      [{ actions: ['rds:DeleteDBCluster'], configurations: ['ops-*'] }],
    ]);
  });

  test('lists nothing where chat never runs the action', async () => {
    expect((await answer('iam:CreateUser', '--platform', 'chime')).groups).toEqual([]);
    const { stdout } = await runHere(
      { folder: folder(), files },
      'who-can',
      's3:GetObject',
      '--platform',
      'chime',
    );
    expect(stdout).toContain('No one can run `s3:GetObject` from chat.');
  });

  test('evaluates the organization as it is, where nothing restricts chat', async () => {
    const { state, groups } = await answer('rds:DeleteDBCluster', '--current', '--platform', 'slack');
    expect(state).toBe('current');
    expect(groups).toEqual([
      expect.objectContaining({
        accounts: ['111111111111', '222222222222', '333333333333'],
        workspaces: ['*'],
        channelTypes: ['public', 'private'],
        configurations: ['*'],
      }),
    ]);
  });

  test('names the workspaces and configurations that are left out of all', async () => {
    const config = files['chat-guardrails.yaml']
      .replace(
        '[T1, T2], channelTypes: private',
        'all, overrides: { T1: { channelTypes: private, roleSettings: user_role } }',
      )
      .replace('exceptFrom: { configurations: [ops-*] }', 'from: { configurations: [dev] }');
    const { stdout } = await runHere(
      { folder: folder(), files: { ...files, 'chat-guardrails.yaml': config } },
      ...['who-can', 'rds:DeleteDBCluster', '--platform', 'slack', '--account', 'shop', '--format', 'json'],
    );
    expect((JSON.parse(stdout) as Answer).groups).toMatchObject([
      { workspaces: ['T1'], channelTypes: ['private'], exceptConfigurations: ['dev'] },
      {
        workspaces: ['*'],
        exceptWorkspaces: ['T1'],
        channelTypes: ['public', 'private'],
        exceptConfigurations: ['dev'],
      },
    ]);
  });

  test('names what an unknown decision depends on', async () => {
    const config = files['chat-guardrails.yaml'].replace(
      'exceptFrom: { configurations: [ops-*] }',
      'conditions: { StringEquals: { "aws:RequestedRegion": eu-central-1 } }',
    );
    const all = { ...files, 'chat-guardrails.yaml': config };
    const words = ['who-can', 'rds:DeleteDBCluster', '--platform', 'slack', '--account', 'shop'];
    const unknown = await runHere({ folder: folder(), files: all }, ...words, '--format', 'json');
    expect(JSON.parse(unknown.stdout)).toMatchObject({
      groups: [{ decision: 'unknown', reasons: [expect.stringContaining('--region')] }],
    });
    const known = await runHere({ folder: folder(), files: all }, ...words, '--region', 'us-east-1');
    expect(known.stdout).toContain('not blocked');
  });

  test('refuses an action that AWS does not have', async () => {
    expect(await runHere({ folder: folder(), files }, 'who-can', 'rds:DeleteDBClusters')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('did you mean `rds:DeleteDBCluster`?'),
    });
  });
});
