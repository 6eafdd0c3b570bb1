import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'decide-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fromChat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } };
const tagged = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'keep' } };
const elsewhere = { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } };
const write = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

write('organization.json', {
  version: 1,
  id: 'o-exampleorgid',
  managementAccountId: '111111111111',
  enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
  root: {
    id: 'r-ab12',
    name: 'Root',
    policies: ['p-FullAWSAccess', 'p-guardrails1', 'p-chat000001'],
    accounts: [
      { id: '111111111111', name: 'management', policies: ['p-FullAWSAccess'] },
      { id: '222222222222', name: 'prod', policies: ['p-FullAWSAccess'] },
    ],
    organizationalUnits: [],
  },
  policies: {
    'p-FullAWSAccess': policy('FullAWSAccess', { Effect: 'Allow', Action: '*', Resource: '*' }),
    'p-guardrails1': policy(
      'guardrails',
      { Sid: 'NoDatabaseDrops', Effect: 'Deny', Action: 'rds:DeleteDB*', Resource: '*', Condition: fromChat },
      { Sid: 'OnlyHere', Effect: 'Deny', Action: 'ec2:*', Resource: '*', Condition: elsewhere },
      { Sid: 'OneQueue', Effect: 'Deny', Action: 'sqs:*', Resource: 'arn:aws:sqs:*:*:orders' },
      { Sid: 'KeepTagged', Effect: 'Deny', Action: 'ec2:DeleteTags', Resource: '*', Condition: tagged },
    ),
    'p-chat000001': {
      name: 'slack-only',
      type: 'CHATBOT_POLICY',
      awsManaged: false,
      content: {
        chatbot: {
          platforms: { slack: { client: { '@@assign': 'enabled' }, workspaces: { '@@assign': ['T1'] } } },
          default: { client: { '@@assign': 'disabled' } },
        },
      },
    },
  },
});
write('read-only.json', {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: ['rds:Describe*'], Resource: '*' },
});
write('broken.json', '{"Version": "2012-10-17",}');

function policy(name: string, ...Statement: readonly object[]) {
  const content = { Version: '2012-10-17', Statement };
  return { name, type: 'SERVICE_CONTROL_POLICY', awsManaged: name === 'FullAWSAccess', content };
}

function decide(...words: readonly string[]) {
  const fixed = ['decide', '--organization', 'organization.json', '--account', '222222222222'];
  return commandLine(folder, ...fixed, ...words);
}

const slack = ['--platform', 'slack', '--workspace', 'T1'];
const json = (...words: readonly string[]) => JSON.parse(decide('--format', 'json', ...words).stdout);

test('a denial names the gate, the level, the policy and the statement', () => {
  const answer = json(...slack, '--action', 'rds:DeleteDBCluster');
  expect(answer).toMatchObject({
    decision: 'denied',
    reasons: [
      {
        gate: 'service-control-policy',
        outcome: 'denied',
        level: 'r-ab12',
        policy: 'p-guardrails1',
        statement: 'NoDatabaseDrops',
        message: expect.stringContaining('NoDatabaseDrops'),
      },
    ],
  });
  expect(answer.notAsked).toEqual([
    'guardrail-policy',
    'role-policy',
    'resource-control-policy',
    'permissions-boundary',
    'session-policy',
    'resource-policy',
  ]);
});

test('`allowed` names the settings that the chat policy does not set', () => {
  const answer = json(...slack, '--action', 'rds:DescribeDBClusters');
  expect(answer.decision).toBe('allowed');
  expect(answer.gates.map(({ gate }: { gate: string }) => gate)).toEqual([
    'chat-policy',
    'chat-service',
    'service-control-policy',
  ]);
  expect(answer.notes.join('\n')).toContain('an unset setting restricts nothing');
});

test('a missing option is named if the answer depends on it', () => {
  expect(json('--platform', 'slack', '--action', 'rds:DescribeDBClusters')).toMatchObject({
    decision: 'unknown',
    reasons: [{ gate: 'chat-policy', outcome: 'unknown', missing: ['--workspace'] }],
  });
});

test('a condition key given twice has both values', () => {
  const asked = [...slack, '--region', 'eu-west-1', '--action', 'ec2:DeleteTags'];
  expect(json(...asked)).toMatchObject({
    decision: 'unknown',
    reasons: [{ missing: ['--context aws:TagKeys=VALUE'] }],
  });
  expect(json(...asked, '--context', 'aws:TagKeys=a', '--context', 'aws:TagKeys=keep').decision).toBe(
    'denied',
  );
  expect(json(...asked, '--context', 'aws:TagKeys=a', '--context', 'aws:TagKeys=b').decision).toBe('allowed');
});

test('the Region in a command takes precedence over `--region`', () => {
  const asked = ['--format', 'json', ...slack, '--region', 'eu-west-1', '--command'];
  const decisionOn = (line: string) => JSON.parse(decide(...asked, line).stdout).decision;
  expect(decisionOn('ec2 describe-instances')).toBe('allowed');
  expect(decisionOn('ec2 describe-instances --region us-east-1')).toBe('denied');
  expect(decisionOn('--region us-east-1 ec2 describe-instances')).toBe('denied');
});

test('an action that knows no resources is done to none that a statement could name', () => {
  const decisionOn = (action: string) => json(...slack, '--action', action).decision;
  expect(decisionOn('sqs:ListQueues')).toBe('allowed');
  expect(decisionOn('sqs:PurgeQueue')).toBe('unknown');
});

test.each([
  [['--action', 'rds:DeleteDBCluser'], 'did you mean `rds:DeleteDBCluster`?'],
  [
    ['--action', 'rds:StopDBCluster', '--context', 'aws:RequestdRegion=a'],
    'did you mean `aws:RequestedRegion`?',
  ],
])('%j is an error with the nearest name, and nothing is decided', (words, message) => {
  const { status, stdout, stderr } = decide(...slack, ...words, '--expect', 'denied');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

test('an action newer than the catalogue can be asked about', () => {
  const words = ['--action', 'rds:DeleteDBNewThing', '--allow-unknown-action', '--expect', 'denied'];
  expect(decide(...slack, ...words).status).toBe(0);
});

test('a condition key without a value is absent', () => {
  const asked = [...slack, '--region', 'eu-west-1', '--action', 'ec2:DeleteTags'];
  expect(json(...asked, '--context', 'aws:TagKeys').decision).toBe('allowed');
  const both = decide(...asked, '--context', 'aws:TagKeys', '--context', 'aws:TagKeys=a');
  expect([both.status, both.stderr]).toEqual([
    2,
    expect.stringContaining('cannot be absent and have a value'),
  ]);
});

test('the same from the console needs no chat option and ignores those there are', () => {
  const answer = json(
    '--from',
    'console',
    '--tenant',
    'x',
    '--workspace',
    'y',
    '--action',
    'rds:DeleteDBCluster',
  );
  expect(answer).toMatchObject({ decision: 'allowed', gates: [{ gate: 'service-control-policy' }] });
  expect(answer.notAsked).toEqual(expect.arrayContaining(['chat-policy', 'chat-service']));
});

test('the guardrail policies of the channel are asked when they are given', () => {
  const asked = [...slack, '--guardrail-policy', 'read-only.json', '--action'];
  expect(json(...asked, 'rds:StopDBCluster')).toMatchObject({
    decision: 'denied',
    reasons: [{ gate: 'guardrail-policy' }],
  });
  expect(json(...asked, 'rds:DescribeDBClusters')).toMatchObject({ decision: 'allowed' });
});

test.each([
  [['--action', 'rds:DeleteDBCluster', '--expect', 'denied'], 0],
  [['--action', 'rds:DeleteDBCluster', '--expect', 'allowed'], 1],
  [['--action', 'rds:DescribeDBClusters', '--expect', 'allowed'], 0],
  [['--action', 'ec2:DeleteTags', '--expect', 'allowed'], 1],
  [['--action', 'ec2:DeleteTags', '--expect', 'denied'], 1],
  [['--action', 'rds:DeleteDBCluster'], 0],
])('%j ends with %s', (words, status) => {
  expect(decide(...slack, ...words).status).toBe(status);
});

test('every problem of a question is reported at once, and nothing is decided', () => {
  const words = ['--platform', 'slack', '--tenant', 'x', '--channel-type', 'public', '--context', 'team=a'];
  const { status, stdout, stderr } = decide(
    ...words,
    '--action',
    'rds:*',
    '--guardrail-policy',
    'broken.json',
  );
  expect(status).toBe(2);
  expect(stdout).toBe('');
  for (const part of [
    '`--tenant`',
    '`team=a`',
    '`rds:*` has wildcards',
    'broken.json:1:',
    '`x` is not a Microsoft Teams',
  ]) {
    expect(stderr).toContain(part);
  }
});

test('several mistakes of a request are listed, one a line', () => {
  const { stderr } = decide(
    '--platform',
    'slack',
    '--tenant',
    'x',
    '--context',
    'team\n',
    '--action',
    'rds:*',
  );
  expect(stderr).toBe(`chat-guardrails: the request is not valid:
  \`team\\u{a}\` is not a condition key; write \`aws:PrincipalTag/team=payments\`
  \`rds:*\` has wildcards; name a single action
  \`--tenant\` applies to Microsoft Teams, not Slack
  \`x\` is not a Microsoft Teams tenant ID; IDs are UUIDs
`);
});

test.each([
  [
    ['--platform', 'microsoft_teams', '--workspace', 'T1'],
    '`--workspace` applies to Slack, not Microsoft Teams',
  ],
  [
    ['--platform', 'chime', '--channel-type', 'public'],
    '`--channel-type` applies to Slack, not Amazon Chime',
  ],
  [['--platform', 'slack', '--workspace', 't1'], '`t1` is not a Slack workspace ID'],
  [['--platform', 'irc'], 'irc'],
  [['--region', 'a', '--context', 'aws:RequestedRegion=b'], '`aws:RequestedRegion` contradicts'],
  [['--from', 'console', '--context', 'aws:ChatbotSourceArn=x'], '`aws:ChatbotSourceArn` contradicts'],
  [['--resource', 'bucket'], '`bucket` is not an ARN'],
  [['--resource', 'arn:aws:rds:eu-west-1:222222222222:cluster:*'], 'has wildcards'],
  [
    ['--from', 'console', '--context', 'aws:PrincipalAccount=999999999999'],
    '`aws:PrincipalAccount` contradicts',
  ],
  [['--account', '333333333333'], 'no account `333333333333`'],
  [['--guardrail-policy', 'nothing.json'], 'nothing.json'],
])('%j cannot be asked', (words, message) => {
  const { status, stderr } = decide('--action', 'rds:DeleteDBCluster', ...words);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test('people read why, gate by gate', () => {
  const { stdout } = decide(...slack, '--action', 'rds:DeleteDBCluster');
  expect(stdout).toMatch(/^state: current \(the organization as it is\)\n\ndenied/);
  expect(stdout).toContain('denied  rds:DeleteDBCluster in prod (222222222222) from Slack');
  expect(stdout).toMatch(/service control policies +denied +`NoDatabaseDrops` of `guardrails`/);
});

test('an exemption that ends soon is printed only where it makes the command fail', () => {
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const except = `[{ account: '222222222222', reason: r, owner: o, until: ${until} }]`;
  write(
    'ends-soon.yaml',
    `guardrails:\n  - { name: g, targets: root, except: ${except}, deny: rds:DeleteDBCluster }\n`,
  );
  const asked = ['--config', 'ends-soon.yaml', ...slack, '--action', 'rds:StopDBCluster'];
  expect(decide(...asked)).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining('exception-ends-soon'),
  });
  expect(decide(...asked, '--strict')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('exception-ends-soon'),
  });
});
