import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { runHere } from '../support/in-process.js';
import type { CliRun } from '../support/run-cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();

function write(name: string, content: string | object): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder(), name), text);
}

const [shop, post, lab] = ['720000000001', '720000000002', '730000000001'];
const scp = (...statements: readonly JsonObject[]): JsonObject => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Resource: '*', ...statement })),
});
const deny = (action: string, condition?: JsonObject): JsonObject => ({
  Effect: 'Deny',
  Action: action,
  ...(condition && { Condition: condition }),
});
const channels = [
  ['night-watch', shop, 'T0HILL0001'],
  ['builds', post, 'T0HILL0002'],
].map(([name = '', accountId = '', workspaceId = '']) => ({
  ...{ accountId, platform: 'slack', name, workspaceId, channelType: 'private' },
  ...{ userRoleRequired: false, guardrailPolicyArns: [] },
}));

interface Shape {
  /** The statements of the SCP `rule` at the root. */
  readonly rule?: readonly JsonObject[];
  /** Its name. */
  readonly name?: string;
  readonly tags?: JsonObject;
  readonly chat?: boolean;
  readonly status?: string;
  /** Where `rule` is attached. */
  readonly on?: 'root' | 'units' | 'labs';
  readonly channels?: readonly JsonObject[];
}

function organization(shape: Shape = {}): JsonObject {
  const { rule, name = 'rule', tags = {}, chat = true, on = 'root', status } = shape;
  const full = ['p-FullAWSAccess'];
  const own = rule === undefined ? [] : ['p-rule000001'];
  const account = (id: string, title: string) => ({ id, name: title, policies: full });
  const trial = { ...account(lab, 'lab'), ...(status && { status }) };
  const unit = (id: string, title: string, policies: readonly string[], accounts: readonly object[]) => ({
    ...{ id, name: title, policies, accounts, organizationalUnits: [] },
  });
  const base = {
    chatbot: {
      platforms: {
        slack: {
          client: { '@@assign': 'enabled' },
          workspaces: { '@@assign': ['T0HILL0001', 'T0HILL0002'] },
        },
      },
    },
  };
  const scpType = 'SERVICE_CONTROL_POLICY';
  return JSON.parse(
    JSON.stringify({
      version: 1,
      id: 'o-hillside001',
      managementAccountId: '710000000001',
      enabledPolicyTypes: ['SERVICE_CONTROL_POLICY', 'CHATBOT_POLICY'],
      root: {
        ...{ id: 'r-hl10', name: 'Root', accounts: [account('710000000001', 'office')] },
        policies: [...full, ...(chat ? ['p-chat000001'] : []), ...(on === 'root' ? own : [])],
        organizationalUnits: [
          unit('ou-hl10-shops001', 'Shops', on === 'units' ? [...full, ...own] : full, [
            account(shop, 'shop'),
            account(post, 'post'),
          ]),
          unit('ou-hl10-labs0001', 'Labs', on === 'units' ? own : on === 'labs' ? [...full, ...own] : full, [
            trial,
          ]),
        ],
      },
      policies: {
        'p-FullAWSAccess': {
          ...{ name: 'FullAWSAccess', type: scpType, awsManaged: true },
          content: scp({ Effect: 'Allow', Action: '*' }),
        },
        ...(chat && { 'p-chat000001': { name: 'base', type: 'CHATBOT_POLICY', tags: {}, content: base } }),
        ...(rule && { 'p-rule000001': { name, type: scpType, tags, content: scp(...rule) } }),
      },
      ...(shape.channels && { channels: shape.channels }),
    }),
  );
}

const run = (...words: readonly string[]): Promise<CliRun> => runHere({ folder: folder() }, ...words);

const fromChat = [
  ...['--platform', 'slack', '--workspace', 'T0HILL0001', '--channel-type', 'private'],
  ...['--role', 'channel_role', '--configuration', 'night-watch', '--region', 'eu-west-1'],
];
const fromConsole = ['--from', 'console'];

async function decide(shape: Shape, ...words: readonly string[]) {
  write('org.json', organization(shape));
  const request = ['--format', 'json', '--organization', 'org.json', '--account', shop];
  const answer = await run('decide', ...request, ...words);
  return { ...answer, ...(answer.stdout === '' ? {} : JSON.parse(answer.stdout)) };
}

interface FoundProblem {
  readonly kind: string;
  readonly severity: string;
  readonly line: number;
  readonly path: readonly (string | number)[];
  readonly facts: object;
  readonly help?: string;
}

async function check(...words: readonly string[]) {
  const { status, stdout } = await run('check', '--format', 'json', ...words);
  const { problems }: { readonly problems: readonly FoundProblem[] } = JSON.parse(stdout);
  return { status, problems };
}

/** The problems of a configuration, as `severity kind`, without the note that nothing was checked. */
async function checked(text: string, shape?: Shape) {
  if (shape !== undefined) write('org.json', organization(shape));
  write('c.yaml', `version: 1\n${shape === undefined ? '' : 'organization: org.json\n'}${text}`);
  const { status, problems } = await check('c.yaml');
  return { status, problems, lines: problems.map(({ severity, kind }) => `${severity} ${kind}`) };
}

async function checkedScp(...statements: readonly JsonObject[]) {
  write('p.json', scp(...statements));
  const { status, problems } = await check('--type', 'scp', 'p.json');
  return { status, problems, lines: problems.map(({ severity, kind }) => `${severity} ${kind}`) };
}

describe('conditions are evaluated as AWS does', () => {
  const tagKeys = { 'aws:TagKeys': 'team' };
  const source = { 'aws:ChatbotSourceArn': `arn:aws:chatbot::${shop}:chat-configuration/slack-channel/x` };

  test.each<[string, JsonObject[], string[], string]>([
    [
      'a plain negated operator on a multivalued key',
      [deny('ec2:CreateTags', { StringNotEquals: tagKeys })],
      ['--action', 'ec2:CreateTags', '--context', 'aws:TagKeys=env'],
      'allowed',
    ],
    [
      '`IfExists` under `ForAnyValue` with an absent key',
      [deny('sqs:ListQueues', { 'ForAnyValue:StringEqualsIfExists': source })],
      ['--action', 'sqs:ListQueues'],
      'allowed',
    ],
    [
      'a negated operator and a variable without a value',
      [deny('ec2:RunInstances', { StringNotEquals: { 'aws:RequestTag/team': '${aws:ChatbotSourceArn}' } })],
      ['--action', 'ec2:RunInstances', '--context', 'aws:RequestTag/team=a'],
      'denied',
    ],
    [
      'a resource with a variable without a value',
      [{ ...deny('s3:DeleteObject'), Resource: 'arn:aws:s3:::hill-data/${aws:ChatbotSourceArn}/*' }],
      [
        ...['--action', 's3:DeleteObject', '--region', 'us-east-1'],
        ...['--resource', 'arn:aws:s3:::hill-data/x/y'],
      ],
      'allowed',
    ],
    [
      'a negated ARN operator and a value that is not an ARN',
      [deny('iam:TagUser', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:iam::*:user/*' } })],
      ['--action', 'iam:TagUser', '--context', 'aws:SourceArn=not-an-arn'],
      'allowed',
    ],
    [
      'a negated address operator and a value that is not an address',
      [deny('iam:TagRole', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })],
      ['--action', 'iam:TagRole', '--context', 'aws:SourceIp=192.0.2.1/32'],
      'allowed',
    ],
    [
      'numbers beyond 2^53',
      [deny('iam:TagUser', { NumericLessThan: { 's3:max-keys': '9007199254740993' } })],
      ['--action', 'iam:TagUser', '--context', 's3:max-keys=9007199254740992'],
      'denied',
    ],
    [
      'a negated number and a value that is not a number',
      [deny('iam:TagRole', { NumericNotEquals: { 's3:max-keys': '1' } })],
      ['--action', 'iam:TagRole', '--context', 's3:max-keys=many'],
      'denied',
    ],
    [
      'a Boolean other than `true`',
      [deny('iam:TagPolicy', { Bool: { 'aws:SecureTransport': 'false' } })],
      ['--action', 'iam:TagPolicy', '--context', 'aws:SecureTransport=yes'],
      'denied',
    ],
  ])('%s', async (_, rule, words, decision) => {
    const answer = await decide({ rule }, ...fromConsole, ...words);
    expect(answer).toMatchObject({ status: 0, decision });
  });

  test('`check` names the set operator that a condition needs', async () => {
    const words = await checked(
      `guardrails:\n  - { name: tags, targets: root, deny: ec2:CreateTags, conditions: { StringEquals: { aws:TagKeys: team } } }\n`,
    );
    expect(words.problems).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'set-operator-missing', severity: 'warning', line: 3 },
        help: expect.stringContaining('ForAnyValue:StringEquals'),
      }),
    );
    const paths = { 'aws:PrincipalOrgPaths': 'o-hillside001/*' };
    const raw = await checkedScp(
      deny('ec2:CreateTags', { StringLike: paths, Null: { 'aws:TagKeys': 'true' } }),
    );
    expect(raw.problems).toMatchObject([{ kind: 'set-operator-missing', severity: 'warning' }]);
    expect(raw.problems[0]?.path).toContain('StringLike');
  });

  test('`check` does not report a condition that is false outside chat', async () => {
    const found = await checkedScp(deny('sqs:ListQueues', { 'ForAnyValue:StringEqualsIfExists': source }));
    expect(found.lines).not.toContain('warning binds-outside-chat');
    expect(found.status).toBe(0);
  });

  test('`check` warns where IAM refuses and service control policies may not', async () => {
    write('p.json', { Statement: [{ Effect: 'Deny', Action: 'sqs:SendMessage', Resource: '*' }] });
    expect((await check('--type', 'scp', 'p.json')).problems).toMatchObject([
      { kind: 'unconfirmed', severity: 'warning', facts: { rule: 'version-missing' } },
    ]);
    const condition = { IpAddress: { 'aws:SourceIp': '2001:db8::5/64' } };
    const found = await checkedScp({
      ...deny('s3:GetObject', condition),
      Resource: 'arn:aws:s3*:::hill-data/*',
    });
    expect(found.lines).toEqual(['warning unconfirmed', 'warning unconfirmed']);
  });
});

describe('a chat session is an assumed role', () => {
  const rootUser = deny('*', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } });
  const stop = ['--action', 'ec2:StopInstances'];

  test('an SCP for the root user does not affect chat', async () => {
    expect(await decide({ rule: [rootUser] }, ...fromChat, ...stop)).toMatchObject({ decision: 'allowed' });
    const asked = await decide({ rule: [rootUser] }, ...fromConsole, ...stop, '--region', 'eu-west-1');
    expect(asked).toMatchObject({ decision: 'unknown' });
  });

  test('an expectation about chat holds beside that SCP', async () => {
    write('org.json', organization({ rule: [rootUser] }));
    const from =
      '{ platform: slack, workspace: T0HILL0001, channelType: private, role: channel_role, configuration: night-watch }';
    write(
      't.yaml',
      `expectations:\n  - { name: stops, accounts: Shops, from: ${from}, region: eu-west-1, may: ec2:StopInstances }\n`,
    );
    expect(await run('test', 't.yaml', '--organization', 'org.json')).toMatchObject({ status: 0 });
  });

  test('the role of the channel decides where it is known', async () => {
    const rule = [deny('*', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/ChatOps' } })];
    const known = channels.map((one) => ({ ...one, roleArn: `arn:aws:iam::${one.accountId}:role/ChatOps` }));
    const shape = { rule, channels: known };
    expect(await decide(shape, ...fromChat, ...stop)).toMatchObject({ decision: 'allowed' });
    const userRole = fromChat.map((word) => (word === 'channel_role' ? 'user_role' : word));
    expect(await decide(shape, ...userRole, ...stop)).toMatchObject({ decision: 'unknown' });
  });

  test('`impact` has no unknown answers because of that SCP', async () => {
    write('org.json', organization({ rule: [rootUser] }));
    write(
      'c.yaml',
      'version: 1\norganization: org.json\nguardrails:\n  - { name: no-stops, targets: Shops, deny: ec2:StopInstances }\n',
    );
    const { stdout } = await run('impact', '--config', 'c.yaml', '--format', 'json');
    const { accounts, groups } = JSON.parse(stdout);
    expect(accounts).toEqual({ total: 4, changed: 2 });
    expect(groups).toMatchObject([
      { changes: [{ action: 'ec2:StopInstances', before: 'allowed', after: 'denied' }] },
    ]);
  });
});

describe('partition, Region and resources', () => {
  test('a guardrail for another partition changes the accounts of an organization there', async () => {
    write('org.json', organization({ chat: false }));
    write(
      'c.yaml',
      'version: 1\norganization: org.json\nguardrails:\n  - { name: no-bucket, targets: root, deny: s3:DeleteBucket, partition: aws-us-gov }\n',
    );
    const answer = await run('impact', '--config', 'c.yaml', '--exit-code', '--format', 'json');
    expect(answer.status).toBe(1);
    expect(JSON.parse(answer.stdout).accounts).toEqual({ total: 4, changed: 3 });
  });

  test.each<[string, JsonObject[], string[], string]>([
    [
      'the partition follows the Region of a command',
      [{ ...deny('lambda:*'), Resource: 'arn:aws-cn:lambda:*:*:function:prod-*' }],
      ['--command', 'lambda delete-function --function-name prod-mail --region cn-north-1'],
      'denied',
    ],
    [
      'a global service answers in us-east-1',
      [deny('*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
      ['--action', 'cloudfront:CreateInvalidation', '--region', 'eu-west-1'],
      'denied',
    ],
    [
      'a regional service answers in its Region',
      [deny('*', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
      ['--action', 'sqs:ListQueues', '--region', 'eu-west-1'],
      'allowed',
    ],
    [
      'a call also needs the resources that were not given',
      [{ ...deny('ec2:RunInstances'), Resource: 'arn:aws:ec2:*:*:subnet/subnet-0aa11bb22cc33dd44' }],
      [
        ...['--action', 'ec2:RunInstances', '--region', 'eu-west-1'],
        ...['--resource', `arn:aws:ec2:eu-west-1:${shop}:instance/i-0aa11bb22cc33dd44`],
      ],
      'unknown',
    ],
    [
      'a service-linked role of another account is not exempt',
      [deny('ecs:StopTask')],
      [
        ...['--action', 'ecs:StopTask', '--context'],
        `aws:PrincipalArn=arn:aws:iam::${post}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
      ],
      'denied',
    ],
    [
      'a service-linked role of the account is exempt',
      [deny('ecs:StopTask')],
      [
        ...['--action', 'ecs:StopTask', '--context'],
        `aws:PrincipalArn=arn:aws:iam::${shop}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
      ],
      'allowed',
    ],
  ])('%s', async (_, rule, words, decision) => {
    const answer = await decide({ rule }, ...fromConsole, ...words);
    expect(answer).toMatchObject({ status: 0, decision });
    if (decision === 'unknown') expect(JSON.stringify(answer.reasons)).toContain('subnet');
  });

  test('a resource with wildcards is refused', async () => {
    const words = ['--action', 'ecs:ListTasks', '--region', 'eu-west-1', '--resource'];
    const resource = `arn:aws:ecs:eu-west-1:${shop}:container-instance/*`;
    expect(await decide({ rule: [deny('ecs:StopTask')] }, ...fromConsole, ...words, resource)).toMatchObject({
      status: 2,
      stdout: '',
    });
  });
});

describe('the plan meets the organization', () => {
  test.each([
    ['of someone else is an error', { tags: {} }, ['error name-taken']],
    ['of this environment is no problem', { tags: { 'chat-guardrails:environment': 'live' } }, []],
  ])('a name %s', async (_, tags, lines) => {
    const rule = [deny('s3:DeleteBucket')];
    write('org.json', organization({ rule, name: 'no-bucket', ...tags }));
    write(
      'c.yaml',
      'version: 1\norganization: org.json\nenvironments: { live: {} }\nguardrails:\n  - { name: no-bucket, targets: Shops, deny: s3:DeleteBucket }\n',
    );
    const { problems } = await check('c.yaml', '--environment', 'live');
    expect(problems.map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(lines);
    for (const { help } of problems) expect(help).toContain('existing: { policy: p-rule000001 }');
  });

  test('a target keeps its last service control policy', async () => {
    write('allowed.json', scp({ Effect: 'Allow', Action: ['ec2:*', 's3:*'] }));
    const { problems } = await checked(
      'guardrails:\n  - { name: allowed-services, targets: Shops, document: allowed.json, existing: { policy: p-rule000001 } }\n',
      { rule: [{ Effect: 'Allow', Action: '*' }], name: 'allowed-services', on: 'units' },
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'last-scp-detached', severity: 'warning' },
        facts: expect.objectContaining({ name: 'Labs', id: 'ou-hl10-labs0001' }),
      }),
    );
  });

  test('names of Control Tower are refused, and suspended accounts are noted', async () => {
    const { lines } = await checked(
      `guardrails:\n  - { name: aws-guardrails-PqRsTu, targets: '${lab}', deny: s3:DeleteBucket }\n`,
      { status: 'SUSPENDED' },
    );
    expect(lines).toEqual(expect.arrayContaining(['error invalid-name', 'note suspended-target']));
  });

  test('an SCP of the organization that stops chat is reported for the configuration', async () => {
    const rule = {
      ...{ Effect: 'Deny', NotAction: ['iam:*', 'sts:*'] },
      Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
    };
    const { problems } = await checked(
      'guardrails:\n  - { name: no-bucket, targets: Shops, deny: s3:DeleteBucket }\n',
      { rule: [rule] },
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ kind: 'region-deny-stops-chat', severity: 'warning' }),
    );
    expect(JSON.stringify(problems)).toMatch(/"rule"/);
  });
});

describe('references are checked against the organization file', () => {
  const sales = (slack: string) => `chatPolicies:\n  - { name: sales, targets: Shops, slack: ${slack} }\n`;
  const about = (problems: readonly FoundProblem[], text: string) =>
    problems.filter(({ facts }) => JSON.stringify(facts).includes(`"${text}"`));

  test('`remove` of a workspace that no policy above allows names the nearest', async () => {
    const wrong = await checked(sales('{ workspaces: { remove: [T0HILL0012] } }'), { channels });
    expect(about(wrong.problems, 'T0HILL0012')).toMatchObject([
      { severity: 'warning', facts: { nearest: 'T0HILL0002' } },
    ]);
    const right = await checked(sales('{ workspaces: { remove: [T0HILL0002] } }'), { channels });
    expect(about(right.problems, 'T0HILL0002')).toEqual([]);
  });

  test('`from` and `exceptFrom` name channels and accounts that exist', async () => {
    const { problems } = await checked(
      `guardrails:\n  - { name: no-bucket, targets: root, deny: s3:DeleteBucket, from: { configurations: [nightwatch, 'build*'] }, exceptFrom: { accounts: ['720000000012'], reason: x, owner: y, until: 2099-12-31 } }\n`,
      { channels },
    );
    expect(about(problems, 'nightwatch')).toMatchObject([
      { severity: 'warning', facts: { nearest: 'night-watch' } },
    ]);
    expect(about(problems, '720000000012')).toMatchObject([{ severity: 'warning' }]);
    expect(about(problems, 'build*')).toEqual([]);
  });

  test('a workspace one character from one in use is a warning, also without channels', async () => {
    const slack = '{ client: enabled, workspaces: [T0HILL0001, T0HILL000Z] }';
    for (const shape of [{ channels }, {}]) {
      const { problems } = await checked(sales(slack), shape);
      expect(about(problems, 'T0HILL000Z')).toMatchObject([{ severity: 'warning', kind: 'similar-id' }]);
      expect(about(problems, 'T0HILL000Z')).toHaveLength(1);
      expect(problems.filter(({ kind }) => kind === 'similar-id')).toHaveLength(1);
    }
  });

  test('Regions, accounts and services that do not fit are warnings', async () => {
    const { lines } = await checked(
      `guardrails:\n  - { name: home, targets: root, use: only-named-regions, with: { regions: [eu-centrl-1] } }\n  - { name: functions, targets: root, deny: lambda:InvokeFunction, resources: ['arn:aws:lambda:eu-central-1:12345:function:x', 'arn:aws:sns:*:*:alerts'] }\n`,
    );
    expect([...lines].sort()).toEqual([
      'note references-not-checked',
      'warning invalid-arn-account',
      'warning resource-of-other-service',
      'warning unknown-region',
    ]);
  });

  test('IDs of channels and Enterprise Grid organizations are warnings', async () => {
    const { lines } = await checked(
      'chatPolicies:\n  - { name: chat, targets: root, slack: { client: enabled, workspaces: [C0HILL0001, E0HILL0001] } }\n',
    );
    expect(lines.filter((line) => line === 'warning other-slack-id')).toHaveLength(2);
  });
});

describe('actions are actions', () => {
  test.each([
    'deny: "ec2:TerminateInstances, ec2:StopInstances"',
    'deny: |\n      ec2:TerminateInstances\n      ec2:StopInstances',
    'allowOnly: "ec2:Describe*, s3:Get*"',
  ])('several actions in one string are an error: %j', async (rule) => {
    const { lines } = await checked(`guardrails:\n  - name: no-stops\n    targets: root\n    ${rule}\n`);
    expect(lines).toContain('error invalid-action');
  });

  test.each([
    [...fromConsole, '--action', 'ec2:TerminateInstance', '--expect', 'denied'],
    [
      ...fromChat.map((word) => (word === 'night-watch' ? 'nite-watch' : word)),
      '--action',
      'ec2:DescribeInstances',
    ],
    [...fromConsole, '--action', 'ec2:DescribeInstances', '--context', 'aws:RequestdRegion=eu-west-1'],
    [
      ...fromChat.map((word) => (word === 'night-watch' ? 'Night-Watch' : word)),
      '--action',
      'sqs:ListQueues',
    ],
    [...fromConsole, '--command', 'sqs list-queues --region eu-centrl-1'],
    [...fromConsole, '--action', 'sqs:ListQueues', '--context', 'aws:RequestedRegion=eu-centrl-1'],
    [...fromConsole, '--action', 'sqs:SendMessage', '--resource', `arn:aws:sqs:eu-centrl-1:${shop}:a`],
  ])('a misspelt name is an error of `decide`: %#', async (...words) => {
    const answer = await decide({ rule: [deny('ec2:TerminateInstances')], channels }, ...words);
    expect(answer).toMatchObject({ status: 2, stdout: '' });
    expect(answer.stderr).toContain('did you mean');
  });

  test('a chat configuration of another account or platform is an error of `decide`, a resource of another service a warning', async () => {
    const elsewhere = fromChat.map((word) => (word === 'night-watch' ? 'builds' : word));
    const other = await decide({ channels }, ...elsewhere, '--action', 'sqs:ListQueues');
    expect(other).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('in another account'),
    });
    const topic = await decide(
      { channels },
      ...[...fromChat, '--action', 'sqs:ListQueues', '--resource', `arn:aws:sns:eu-west-1:${shop}:a`],
    );
    expect(topic.stderr).toContain('is a resource of `sns`, on which `sqs:ListQueues` does not work');
    const queue = await decide(
      { channels },
      ...[...fromChat, '--action', 'sqs:SendMessage', '--resource', `arn:aws:sqs:eu-west-1:${shop}:a`],
    );
    expect(queue).toMatchObject({ status: 0, stderr: '' });
    const hypothetical = [...elsewhere, '--action', 'sqs:ListQueues', '--hypothetical'];
    expect(await decide({ channels }, ...hypothetical)).toMatchObject({ status: 0 });
  });

  test.each([
    ['configuration: Night-Watch', 'sqs:ListQueues', 'unknown-chat-name'],
    ['configuration: builds', 'sqs:ListQueues', 'unknown-chat-name'],
    ['platform: microsoft_teams, configuration: night-watch', 'sqs:ListQueues', 'unknown-chat-name'],
    ['configuration: night-watch', 'sqs list-queues --region eu-centrl-1', 'unknown-region'],
  ])(
    'a name of no chat configuration and a Region in a command are errors of `test`: %s, %s',
    async (from, wish, kind) => {
      write('org.json', organization({ channels }));
      const tests = (hypothetical: boolean): string =>
        `expectations:\n  - { name: a, accounts: '${shop}', from: { ${from} }, mayNot: '${wish}', hypothetical: ${hypothetical} }\n`;
      write('t.yaml', tests(false));
      const strict = await run('test', 't.yaml', '--organization', 'org.json', '--format', 'json');
      expect(JSON.parse(strict.stdout).problems).toMatchObject([{ kind, severity: 'error' }]);
      write('t.yaml', tests(true));
      expect((await run('test', 't.yaml', '--organization', 'org.json')).stderr).not.toContain(kind);
    },
  );

  test.each([
    ['action', 'accounts: Shops', 'mayNot: [rds:DeleteDBCluser]', 'unknown-action', 'rds:DeleteDBCluster'],
    ['account', `accounts: '720000000011'`, 'mayNot: rds:DeleteDBCluster', 'unknown-target', shop],
    ['organizational unit', 'accounts: Shop', 'mayNot: rds:DeleteDBCluster', 'unknown-target', 'Shops'],
  ])('a misspelt %s is an error of `test`', async (_, accounts, wish, kind, nearest) => {
    write('org.json', organization({ rule: [deny('rds:*')] }));
    write(
      't.yaml',
      `expectations:\n  - { name: no drops, ${accounts}, from: console, region: eu-west-1, ${wish} }\n`,
    );
    const { status, stdout, stderr } = await run('test', 't.yaml', '--organization', 'org.json');
    expect(status).toBe(1);
    expect(stderr + stdout).toContain(kind);
    expect(stderr + stdout).toContain(`\`${nearest}\``);
  });
});

describe('commands that chat does not run', () => {
  test.each([
    ['s3 ls', 'denied'],
    ['s3 presign s3://a/b', 'denied'],
    ['s3api list-buckets', 'allowed'],
    ['eks update-kubeconfig --name wood', 'not allowed'],
    ['configure list', 'not allowed'],
  ])('%s', async (command, decision) => {
    const answer = await decide(
      { rule: [deny('ec2:TerminateInstances')] },
      ...fromChat,
      '--command',
      command,
    );
    if (decision === 'not allowed') expect(['denied', 'unknown']).toContain(answer.decision);
    else expect(answer.decision).toBe(decision);
    const gates = answer.reasons
      .filter(({ outcome }: { readonly outcome: string }) => outcome === 'denied')
      .map(({ gate }: { readonly gate: string }) => gate);
    if (answer.decision === 'denied') expect(gates).toContain('chat-service');
  });
});

describe('`impact` of a Terraform plan', () => {
  const content = JSON.stringify(scp(deny('dynamodb:DeleteTable')));
  const resource = (type: string, after: object, unknown: object) => ({
    ...{ address: `${type}.a`, mode: 'managed', type, name: 'a' },
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['create'], before: null, after, after_unknown: { id: true, ...unknown } },
  });
  const planOf = (
    policy: readonly [object, object],
    attachment: readonly [object, object],
    expressions: object,
  ) => ({
    ...{ format_version: '1.2', terraform_version: '1.11.4', planned_values: { root_module: {} } },
    resource_changes: [
      resource(
        'aws_organizations_policy',
        { name: 'no-tables', type: 'SERVICE_CONTROL_POLICY', ...policy[0] },
        policy[1],
      ),
      resource('aws_organizations_policy_attachment', attachment[0], { policy_id: true, ...attachment[1] }),
    ],
    configuration: {
      root_module: {
        resources: [
          {
            ...{
              address: 'aws_organizations_policy.a',
              mode: 'managed',
              type: 'aws_organizations_policy',
              name: 'a',
            },
            expressions: {},
          },
          {
            ...{
              address: 'aws_organizations_policy_attachment.a',
              mode: 'managed',
              type: 'aws_organizations_policy_attachment',
              name: 'a',
            },
            expressions,
          },
        ],
      },
    },
  });
  const direct = { references: ['aws_organizations_policy.a.id', 'aws_organizations_policy.a'] };

  test.each([
    [
      'an attachment of an unknown policy',
      planOf([{ content }, {}], [{ target_id: 'ou-hl10-shops001' }, {}], {
        ...{ policy_id: { references: ['local.chosen'] }, target_id: { constant_value: 'ou-hl10-shops001' } },
      }),
      [2],
    ],
    [
      'an attachment to an unknown target',
      planOf([{ content }, {}], [{}, { target_id: true }], {
        ...{ policy_id: direct, target_id: { references: ['local.somewhere'] } },
      }),
      [3, 4],
    ],
    [
      'an unknown document',
      planOf([{}, { content: true }], [{ target_id: 'ou-hl10-labs0001' }, {}], {
        ...{ policy_id: direct, target_id: { constant_value: 'ou-hl10-labs0001' } },
      }),
      [1],
    ],
  ])('%s makes the accounts that it may affect unknown', async (title, plan, changed) => {
    write('org.json', organization());
    write('plan.json', plan);
    const words = ['--organization', 'org.json', '--terraform-plan', 'plan.json', '--exit-code'];
    const answer = await run('impact', ...words, '--format', 'json');
    expect(answer.status).toBe(1);
    const { accounts, groups } = JSON.parse(answer.stdout);
    expect(accounts.total).toBe(4);
    expect(changed).toContain(accounts.changed);
    for (const { changes } of groups) {
      for (const { kind, after } of changes) if (kind === 'action') expect(after).toBe('unknown');
    }
    const { stdout } = await run('impact', ...words);
    if (title === 'an unknown document') {
      expect(stdout).toContain('no-tables at Labs');
      expect(stdout).not.toContain('nothing allows it');
    }
    expect(stdout).toMatch(
      /\nunknown: the answer depends on a policy whose content or attachment is not known\.\n$/,
    );
  });

  test('accounts that gain access come first', async () => {
    write('org.json', organization({ rule: [deny('batch:*')], on: 'labs' }));
    write(
      'c.yaml',
      'version: 1\norganization: org.json\nguardrails:\n  - { name: no-tables, targets: Shops, deny: dynamodb:DeleteTable }\n',
    );
    for (const format of ['text', 'markdown']) {
      const { stdout } = await run('impact', '--config', 'c.yaml', '--removed', 'rule', '--format', format);
      expect(stdout.indexOf(lab)).toBeGreaterThan(-1);
      expect(stdout.indexOf(lab)).toBeLessThan(stdout.indexOf('Shops'));
    }
  });
});

describe('SCPs that restrict Regions', () => {
  const regions = (operator: string, ...names: string[]) => ({
    [operator]: { 'aws:RequestedRegion': names },
  });
  const chatRegions = ['us-east-2', 'us-west-2', 'eu-west-1', 'ap-southeast-1'];

  test.each<[string, JsonObject, readonly string[]]>([
    [
      'the inverted form stops chat',
      { Effect: 'Deny', NotAction: ['iam:*'], Condition: regions('StringEquals', ...chatRegions) },
      ['warning region-deny-stops-chat'],
    ],
    [
      'without `iam:PassRole` no chat configuration can be created',
      {
        ...{ Effect: 'Deny', NotAction: ['chatbot:*', 'support:*'] },
        Condition: regions('StringNotEquals', 'eu-west-2'),
      },
      ['note region-deny-stops-chat'],
    ],
    [
      'the Regions of chat are allowed',
      deny('*', regions('StringNotEquals', 'us-east-1', ...chatRegions)),
      [],
    ],
    [
      'chat is not an IAM user',
      deny('*', {
        ...regions('StringNotEquals', 'eu-west-1'),
        StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' },
      }),
      [],
    ],
    [
      'chat does not come from a VPC',
      deny('*', {
        StringEquals: { 'aws:SourceVpc': 'vpc-1234567890abcdef0' },
        ...regions('StringNotEqualsIfExists', 'eu-west-1'),
      }),
      [],
    ],
  ])('%s', async (_, statement, lines) => {
    const found = await checkedScp(statement);
    expect(found.lines.filter((line) => line.endsWith('region-deny-stops-chat'))).toEqual(lines);
    const configured = await checked(
      'guardrails:\n  - { name: no-bucket, targets: Shops, deny: s3:DeleteBucket }\n',
      { rule: [statement] },
    );
    expect(configured.lines.filter((line) => line.endsWith('region-deny-stops-chat'))).toEqual(lines);
  });

  test.each<[string, JsonObject, boolean]>([
    ['every action of the chat service', deny('chatbot:*'), true],
    ['every action', deny('*'), true],
    ['every action of another service', deny('ec2:*'), false],
    [
      'every action of one principal',
      deny('*', { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } }),
      false,
    ],
  ])('an SCP that denies %s', async (_, statement, stops) => {
    const { problems } = await checked(
      'guardrails:\n  - { name: no-bucket, targets: Shops, deny: s3:DeleteBucket }\n',
      { rule: [statement] },
    );
    const found = problems.filter(({ kind }) => kind === 'scp-stops-chat');
    expect(found.map(({ severity }) => severity)).toEqual(stops ? ['warning'] : []);
  });
});

describe('the report shows the scope of policies', () => {
  const page = async (text: string) => {
    write('org.json', organization({ channels }));
    write('c.yaml', `version: 1\norganization: org.json\n${text}`);
    expect((await run('report', '--config', 'c.yaml', '-o', `${folder()}/page.html`)).status).toBe(0);
    return withoutTags(readFileSync(`${folder()}/page.html`, 'utf8'));
  };
  /** The text of a page, which shows the same without its script. */
  const withoutTags = (html: string): string =>
    html
      .replace(/<(style|script)\b.*?<\/\1>/gs, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
      .replace(/\s+/g, ' ');

  test('the role and channel types of an override', async () => {
    const text = await page(`chatPolicies:
  - name: sales
    targets: Shops
    slack:
      client: enabled
      workspaces: [T0HILL0001, T0HILL0002]
      channelTypes: private
      roleSettings: user_role
      overrides:
        T0HILL0002: { roleSettings: channel_role, channelTypes: [private, public] }
`);
    expect(text).toContain('T0HILL0001: private channels, a role of each member (user_role)');
    expect(text).toContain('T0HILL0002: private and public channels, the role of the channel (channel_role)');
  });

  test('the sessions of a guardrail and of its exemption', async () => {
    const text = await page(`guardrails:
  - name: no-bucket
    targets: root
    deny: s3:DeleteBucket
    from: { platforms: slack, configurations: ['night-*', builds] }
    exceptFrom: { configurations: [night-shift], accounts: ['720000000002'], reason: on call, owner: ops, until: 2099-12-31 }
`);
    expect(text).toContain(
      'Effect denies s3:DeleteBucket Applies to platform Slack and (configuration night-* or builds) ' +
        'Exempt configuration night-shift and account post (720000000002) Conditions none',
    );
    expect(text).toMatch(
      /2099-12-31 ends in [\d,]+ days no-bucket configuration night-shift and account post \(720000000002\) ops on call/,
    );
  });
});

describe('one configuration for all commands', () => {
  test('CHAT_GUARDRAILS_CONFIG counts for `decide`', async () => {
    write('org.json', organization());
    write(
      'c.yaml',
      'version: 1\nguardrails:\n  - { name: no-bucket, targets: root, deny: s3:DeleteBucket }\n',
    );
    const request = ['decide', '--format', 'json', '--organization', 'org.json', '--account', shop];
    const words = [...request, ...fromChat, '--action', 's3:DeleteBucket'];
    const environment = { CHAT_GUARDRAILS_CONFIG: 'c.yaml' };
    const { stdout } = await runHere({ folder: folder(), environment }, ...words);
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'denied', state: 'planned' });
  });

  test('`effective` is planned, and with `--current` as it is', async () => {
    write('org.json', organization());
    write(
      'c.yaml',
      'version: 1\nchatPolicies:\n  - { name: sales, targets: Shops, slack: { client: enabled, workspaces: [T0HILL0009] } }\n',
    );
    const words = ['effective', '--organization', 'org.json', '--account', shop];
    const environment = { CHAT_GUARDRAILS_CONFIG: 'c.yaml' };
    const planned = await runHere({ folder: folder(), environment }, ...words);
    expect(planned.stdout).toContain('T0HILL0009');
    expect(planned.stderr).toMatch(/plan/);
    const current = await runHere({ folder: folder(), environment }, ...words, '--current');
    expect(current.stdout).not.toContain('T0HILL0009');
    expect(current.stdout).toContain('T0HILL0002');
    expect(current.stderr).not.toBe('');
  });
});
