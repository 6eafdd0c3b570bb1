import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../modules/policy/text/json';
import { runHere } from '../support/in-process';
import { smallOrganizationFile } from '../support/small-organization';

const folder = mkdtempSync(join(tmpdir(), 'replay-suggest-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words: readonly string[]) => runHere({ folder }, ...words);
const allowAll = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const everywhere = [
  'r-ab12',
  'ou-ab12-workload1',
  'ou-ab12-prod0001',
  'ou-ab12-sandbox1',
  '111111111111',
  '222222222222',
  '333333333333',
];
/** An SCP that exempts a role by its ARN, as landing zones do. */
const onlyOps = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Deny',
    Action: 'ec2:StopInstances',
    Resource: '*',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ops' } },
  },
};
const channel = (accountId: string, name: string, more: JsonObject): JsonObject => ({
  ...{ accountId, name, userRoleRequired: false, guardrailPolicyArns: [] },
  ...{ roleArn: `arn:aws:iam::${accountId}:role/${name}`, ...more },
});
const inSlack: JsonObject = { platform: 'slack', workspaceId: 'T0COMPANY1', channelType: 'private' };
const inTeams: JsonObject = {
  platform: 'microsoft_teams',
  tenantId: '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b',
  teamId: '0b1c2d3e-4f5a-4b6c-8d7e-9f0a1b2c3d4e',
};
const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
const channels = [
  channel('222222222222', 'ops', { ...inSlack, users: [{ userId: 'U1', roleArn: role('ada') }] }),
  channel('222222222222', 'qa', { ...inSlack, roleArn: role('shared') }),
  channel('222222222222', 'qa', { ...inTeams, roleArn: role('shared') }),
  channel('111111111111', 'desk', inSlack),
  channel('333333333333', 'silent', inSlack),
];

let ids = 0;
const call = (roleName: string, event: string, more: object = {}, accountId = '222222222222') => {
  const [source, name] = event.split(':');
  return {
    eventID: `event-${ids++}`,
    eventTime: '2026-06-01T10:00:00Z',
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: 'eu-west-1',
    recipientAccountId: accountId,
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:chatbot-session',
      sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${accountId}:role/${roleName}` } },
    },
    ...more,
  };
};
const records = [
  call('ops', 'ec2:StopInstances'),
  call('ops', 'rds:DescribeDBInstances'),
  call('ops', 'rds:DescribeDBInstances', { awsRegion: 'eu-central-1' }),
  call('ops', 's3:ListBuckets'),
  call('ops', 'iam:CreateUser', { errorCode: 'AccessDenied', awsRegion: 'us-east-1' }),
  call('ops', 'logs:DescribeLogGroups'),
  call('ada', 'lambda:ListFunctions20150331'),
  call('shared', 'ecs:UpdateService'),
  call('desk', 'ec2:RebootInstances', {}, '111111111111'),
  call('elsewhere', 'sqs:ListQueues'),
  call('ops', 'ec2:DescribeInstances', {}, '999999999999'),
  call('ops', 'x:y', { eventSource: 'nova\nguardrails: []', eventName: 'Shut\u202edown' }),
];

beforeAll(() => {
  const organization = smallOrganizationFile(
    [
      {
        ...{ name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', content: allowAll },
        ...{ on: everywhere, awsManaged: true },
      },
      { name: 'only-ops', type: 'SERVICE_CONTROL_POLICY', content: onlyOps, on: ['r-ab12'] },
    ],
    { channels },
  );
  writeFileSync(join(folder, 'organization.json'), JSON.stringify(organization));
  writeFileSync(join(folder, 'events.json'), JSON.stringify({ Records: records }));
});

const suggest = (...more: readonly string[]) =>
  run('replay', '--organization', 'organization.json', '--suggest', 'events.json', ...more);
const suggested = (name: string) => readFileSync(join(folder, 'suggested', name), 'utf8');

describe('the files of --suggest', () => {
  beforeAll(async () => {
    expect(await suggest('-o', 'suggested')).toMatchObject({
      status: 0,
      stdout: 'suggested/guardrails.yaml\nsuggested/allow-lists.yaml\nsuggested/expectations.yaml\n',
      stderr: '',
    });
  });

  test.each(['guardrails', 'allow-lists'])(
    '%s passes check, and denies no call that worked',
    async (name) => {
      const file = `suggested/${name}.yaml`;
      const checked = await run('check', '--organization', 'organization.json', file);
      expect(checked).toMatchObject({ status: 0, stdout: expect.stringContaining('no problems') });
      const { stdout } = await run(
        ...['replay', '--config', file, '--organization', 'organization.json'],
        ...['--format', 'json', 'events.json'],
      );
      const { groups } = JSON.parse(stdout) as {
        readonly groups: readonly {
          readonly after: string;
          readonly action: string;
          readonly deniedThen: number;
          readonly attribution: string;
        }[];
      };
      const affected = groups.filter(
        ({ after, attribution, deniedThen }) =>
          after !== 'allowed' && attribution !== 'unknown' && deniedThen === 0,
      );
      expect(affected.map(({ action }) => action)).toEqual([]);
    },
  );

  test('the expectations hold in the organization as it is', async () => {
    const { status, stdout } = await run(
      'test',
      '--organization',
      'organization.json',
      'suggested/expectations.yaml',
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('hold') });
  });

  test('an allow-list has what a configuration used, and lists what it leaves out', async () => {
    const text = suggested('allow-lists.yaml');
    const ops = text.slice(text.indexOf('- name: used-by-ops'), text.indexOf('- name: used-by-qa'));
    for (const action of ['ec2:StopInstances', 'rds:DescribeDBInstances', 's3:ListAllMyBuckets'])
      expect(ops).toContain(`- ${action} # `);
    expect(ops).toContain('- lambda:ListFunctions # 1 call');
    expect(ops).toContain('- logs:DescribeLogGroups # 1 call, last 2026-06-01, by the chat service itself');
    expect(ops).not.toMatch(/CreateUser|UpdateService/);
    expect(text).toContain('Always denied, and not in the list: iam:CreateUser.');
    expect(text.match(/- ecs:UpdateService # 1 call, last 2026-06-01, shared/g)).toHaveLength(2);
    expect(text).toContain(
      'desk (slack, 111111111111): service control policies do not affect the management',
    );
    expect(text).toContain('Without any call, and without a list: silent (slack, 333333333333).');
  });

  test('every file states the gaps of the records, whatever names they contain', async () => {
    for (const name of ['guardrails.yaml', 'allow-lists.yaml', 'expectations.yaml']) {
      const text = suggested(name);
      expect(text).toContain('from 11 calls from chat, 2026-06-01 to 2026-06-01');
      expect(text).toContain('without data events');
      expect(text).toContain('IAM action unknown: 1 call: nova\\u{a}guardrails: [] Shut\\u{202e}down.');
      expect(text).toContain(
        'Under roles that no chat configuration uses: 2 calls: ec2:DescribeInstances, sqs:',
      );
      expect(text).toContain('in accounts that the organization file does not have: 1 call');
      expect(text).not.toContain('\u202e');
    }
  });

  test('a guardrail that denies a call that worked is listed with the number of calls', async () => {
    const text = suggested('guardrails.yaml');
    expect(text).toContain('#   no-instance-interruption: denies 1 call');
    expect(text).toMatch(/name: no-privilege-escalation, .*denied anyway: 1 call/);
    expect(text).toContain('with: { regions: [eu-central-1, eu-west-1, us-east-1] }');
  });

  test('files that exist are kept', async () => {
    expect(await suggest('-o', 'suggested')).toMatchObject({ status: 2, stdout: '' });
  });
});

test('without a folder the files are documents of one stream, and JSON has the same facts', async () => {
  const { stdout } = await suggest();
  expect(stdout.split('\n---\n').map((text) => text.split('\n')[0])).toEqual([
    '# guardrails.yaml',
    '# allow-lists.yaml',
    '# expectations.yaml',
  ]);
  expect(JSON.parse((await suggest('--format', 'json')).stdout)).toMatchObject({
    state: 'current',
    suggestions: {
      fromChat: 11,
      counts: 'at-least',
      idle: [{ name: 'silent' }],
      costly: expect.arrayContaining([{ id: 'no-instance-interruption', denied: 1, unknown: 0 }]),
    },
  });
});

test('a guardrail that the configuration has is not suggested again, and names stay unique', async () => {
  const guardrails = [
    { name: 'mine', targets: 'root', use: 'no-destruction' },
    { name: 'no-purchases', targets: 'root', deny: 'savingsplans:CreateSavingsPlan' },
  ];
  writeFileSync(join(folder, 'own.json'), JSON.stringify({ guardrails }));
  const { stdout } = await suggest('--config', 'own.json');
  expect(stdout).toContain('{ name: no-purchases-in-chat, targets: root, use: no-purchases }');
  expect(stdout).not.toMatch(/use: (?:no-destruction|no-database-deletion) /);
});

test('records without a call from chat suggest nothing', async () => {
  writeFileSync(join(folder, 'quiet.json'), JSON.stringify(call('ops', 'logs:DescribeLogGroups')));
  const { status, stdout, stderr } = await run(
    ...['replay', '--organization', 'organization.json', '--suggest', 'quiet.json'],
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('no call from chat');
});

test('--output without --suggest is refused', async () => {
  expect((await run('replay', '--organization', 'organization.json', '-o', 'x', 'events.json')).status).toBe(
    2,
  );
});
