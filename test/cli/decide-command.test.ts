import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../support/command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'decide-command-'));
const organization = join(folder, 'organization.json');
writeFileSync(
  organization,
  JSON.stringify(organizationThatDeniesFromChat(['rds:DeleteDBCluster', 'iam:PassRole'])),
);
afterAll(() => rmSync(folder, { recursive: true }));

const fromPrivateChannel =
  '--platform slack --workspace T1 --channel-type private --role user_role --configuration ops --region eu-west-1';

function decide(...words: readonly string[]) {
  const fixed = ['decide', '--organization', organization, '--account', '222222222222', '--format', 'json'];
  const { status, stdout, stderr } = commandLine(folder, ...fixed, ...words);
  return { status, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout) };
}

function ask(command: string, from = fromPrivateChannel) {
  return decide(...from.split(' '), '--command', command).answer;
}

test('a command is decided by the actions that it needs', () => {
  expect(ask('@Amazon Q rds delete-db-cluster \u2014db-cluster-identifier orders')).toMatchObject({
    decision: 'denied',
    actions: ['rds:DeleteDBCluster'],
    reasons: [{ gate: 'service-control-policy', statement: 'NotFromChat' }],
  });
  expect(ask('rds describe-db-clusters')).toMatchObject({ decision: 'allowed' });
});

test('one denied action denies a command that needs several', () => {
  expect(ask('s3api copy-object --bucket a --key b --copy-source c/d')).toMatchObject({
    decision: 'denied',
    actions: ['s3:GetObject', 's3:PutObject'],
    reasons: [
      { gate: 'chat-service', action: 's3:GetObject' },
      { gate: 'chat-service', action: 's3:PutObject' },
    ],
  });
});

test('chat does not run the high-level commands of s3, and maybe not those that work on the local computer', () => {
  expect(ask('s3 ls')).toMatchObject({ decision: 'denied', reasons: [{ gate: 'chat-service' }] });
  for (const command of [
    'presign s3://a/b',
    'cp s3://a/b s3://c/d',
    'mb s3://a',
    'website s3://a',
    'sync s3://a s3://b',
  ]) {
    const { decision, reasons, gates } = ask(`s3 ${command}`);
    expect(decision).toBe('denied');
    expect(reasons).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('`s3`; use `s3api`') }),
    );
    expect(new Set(gates.map(({ gate }: { gate: string }) => gate)).size).toBe(gates.length);
  }
  expect(ask('s3api list-buckets')).toMatchObject({ decision: 'allowed' });
  expect(ask('eks update-kubeconfig --name wood')).toMatchObject({
    decision: 'unknown',
    reasons: [{ gate: 'chat-service', message: expect.stringContaining('eks update-kubeconfig') }],
  });
  expect(ask('eks describe-cluster --name wood')).toMatchObject({ decision: 'allowed' });
  expect(ask('configure list')).toMatchObject({ decision: 'unknown' });
  expect(ask('s3 ls', '--from console')).toMatchObject({ decision: 'allowed' });
});

test('an action that a command may need too leaves it unknown where it is denied', () => {
  expect(ask('lambda create-function --function-name f --role r')).toMatchObject({
    decision: 'unknown',
    actions: ['lambda:CreateFunction'],
    reasons: [{ action: 'iam:PassRole', outcome: 'unknown', message: expect.stringContaining('`--role`') }],
  });
  expect(ask('sqs create-queue --queue-name q --tags a=b')).toMatchObject({ decision: 'allowed' });
});

test('an alias is unknown, and denied where no command can run', () => {
  expect(ask('run deploy')).toMatchObject({
    decision: 'unknown',
    actions: [],
    reasons: [{ gate: 'chat-service', missing: ['--action'], message: expect.stringContaining('`deploy`') }],
  });
  const elsewhere = fromPrivateChannel.replace('T1', 'T2');
  expect(ask('run deploy', elsewhere)).toMatchObject({
    decision: 'denied',
    reasons: [{ gate: 'chat-policy' }],
  });
});

test('without a chat session an unknown command is unknown too', () => {
  expect(ask('rds delete-db-cluser', '--from console')).toMatchObject({
    decision: 'unknown',
    reasons: [{ message: expect.stringContaining('did you mean `rds delete-db-cluster`?') }],
  });
  expect(ask('rds delete-db-cluster', '--from console')).toMatchObject({ decision: 'allowed' });
});

test('--expect fails on unknown', () => {
  const words = [...fromPrivateChannel.split(' '), '--command', 'run deploy'];
  expect(decide(...words, '--expect', 'allowed').status).toBe(1);
  expect(decide(...words, '--expect', 'denied').status).toBe(1);
});

test.each([[['--command', 'sqs list-queues', '--action', 'sqs:ListQueues']], [[]]])(
  'either an action or a command is asked about, not %j',
  (words) => {
    const { status, stderr } = decide(...fromPrivateChannel.split(' '), ...words);
    expect(status).toBe(2);
    expect(stderr).toContain('give either `--action service:Action` or `--command');
  },
);

function organizationThatDeniesFromChat(actions: readonly string[]) {
  const fromChat = { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:chat-configuration/*/*' } };
  const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };
  const deny = { Sid: 'NotFromChat', Effect: 'Deny', Action: actions, Resource: '*', Condition: fromChat };
  const scp = (name: string, statement: object) => ({
    name,
    type: 'SERVICE_CONTROL_POLICY',
    awsManaged: false,
    content: { Version: '2012-10-17', Statement: [statement] },
  });
  const slack = {
    client: { '@@assign': 'enabled' },
    workspaces: { '@@assign': ['T1'] },
    default: {
      supported_channel_types: { '@@assign': ['private'] },
      supported_role_settings: { '@@assign': ['user_role'] },
    },
  };
  return {
    version: 1,
    id: 'o-exampleorgid',
    managementAccountId: '111111111111',
    enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
    root: {
      id: 'r-ab12',
      name: 'Root',
      policies: ['p-FullAWSAccess', 'p-notfromchat', 'p-slackonly1'],
      accounts: [
        { id: '111111111111', name: 'management', policies: ['p-FullAWSAccess'] },
        { id: '222222222222', name: 'production', policies: ['p-FullAWSAccess'] },
      ],
      organizationalUnits: [],
    },
    policies: {
      'p-FullAWSAccess': scp('FullAWSAccess', allowAll),
      'p-notfromchat': scp('not-from-chat', deny),
      'p-slackonly1': {
        name: 'slack-only',
        type: 'CHATBOT_POLICY',
        awsManaged: false,
        content: { chatbot: { platforms: { slack } } },
      },
    },
    channels: [],
  };
}
