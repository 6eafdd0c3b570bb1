import { renderPath } from '../../../modules/policy/text/path.js';
import { planned, problemLines } from '../../support/planned-configuration.js';

/** Kind, severity and place of every problem of a configuration with one guardrail that says `words`. */
function problemsOf(words: string, more = ''): readonly (readonly string[])[] {
  const indented = words.replace(/^/gm, '    ');
  const text = `guardrails:\n  - name: g\n    targets: root\n${indented}\n${more}`;
  const { problems } = planned(text);
  return problems.map(({ kind, severity, path, line = 0 }) => [kind, severity, renderPath(path), `${line}`]);
}

test('a misspelt action is an error at its place', () => {
  expect(problemsOf('deny:\n  - s3:DeleteBucket\n  - rds:DeleteDbCluser')).toEqual([
    ['unknown-action', 'error', 'guardrails[0].deny[1]', '6'],
  ]);
});

test('a misspelt action that is acknowledged is a note', () => {
  const acknowledged = `acknowledged:
  - problem: unknown-action
    about: rds:DeleteDbCluser
    reason: our own service
    owner: platform
    until: 2027-12-31
`;
  expect(problemsOf('deny: rds:DeleteDbCluser', acknowledged)).toEqual([
    ['unknown-action', 'note', 'guardrails[0].deny[0]', '4'],
  ]);
});

test('an action that may be newer than the list is a warning', () => {
  expect(problemsOf('deny: [plugh:Xyzzy, rds:Xyzzy]')).toEqual([
    ['unknown-service', 'warning', 'guardrails[0].deny[0]', '4'],
    ['unknown-action', 'warning', 'guardrails[0].deny[1]', '4'],
  ]);
});

test('what AWS would refuse is an error before the policy is written', () => {
  expect(problemsOf('deny: rds\nresources: bucket')).toEqual([
    ['invalid-action', 'error', 'guardrails[0].deny[0]', '4'],
    ['invalid-resource', 'error', 'guardrails[0].resources', '5'],
  ]);
  expect(
    problemsOf('deny: rds:DeleteDBCluster\nconditions:\n  StringEqual:\n    aws:RequestedRegion: x'),
  ).toEqual([['unknown-operator', 'error', 'guardrails[0].conditions.StringEqual', '6']]);
});

test.each([
  ['StringEquals: { aws:PrincipalType: User }', 'StringEquals["aws:PrincipalType"]'],
  ['StringLike: { aws:PrincipalArn: "arn:aws:iam::*:root" }', 'StringLike["aws:PrincipalArn"]'],
  ['Bool: { aws:MultiFactorAuthPresent: "true" }', 'Bool["aws:MultiFactorAuthPresent"]'],
])('a condition that no session from chat meets is reported at its key: %s', (condition, place) => {
  expect(problemsOf(`deny: rds:DeleteDBCluster\nconditions:\n  ${condition}`)).toEqual([
    ['condition-never-holds', 'warning', `guardrails[0].conditions.${place}`, '6'],
  ]);
});

test('conditions on one key that contradict each other are reported at the last of them', () => {
  const conditions = `conditions:
  StringEquals: { aws:RequestedRegion: eu-west-1 }
  StringNotEquals: { aws:RequestedRegion: [eu-west-1, eu-central-1] }`;
  expect(problemsOf(`deny: rds:DeleteDBCluster\n${conditions}`)).toEqual([
    [
      'condition-never-holds',
      'warning',
      'guardrails[0].conditions.StringNotEquals["aws:RequestedRegion"]',
      '7',
    ],
  ]);
  expect(problemsOf(`deny: rds:DeleteDBCluster\n${conditions.replace('[eu-west-1, ', '[')}`)).toEqual([]);
});

test('an action and a resource that never match are reported at the action', () => {
  const resources = 'resources: arn:aws:rds:*:*:db:*';
  expect(problemsOf(`deny: [rds:RebootDBInstance, rds:StartDBCluster]\n${resources}`)).toEqual([
    ['resource-never-matches', 'warning', 'guardrails[0].deny[1]', '4'],
  ]);
  expect(problemsOf('deny: ec2:DescribeInstances\nresources: arn:aws:ec2:*:*:instance/*')).toEqual([
    ['resource-never-matches', 'warning', 'guardrails[0].deny[0]', '4'],
  ]);
  expect(problemsOf(`deny: rds:RebootDBInstance\n${resources}`)).toEqual([]);
});

test('a resource of a guardrail of the catalogue that none of its actions works on is reported', () => {
  const limitedTo = (resource: string) =>
    problemsOf(`use: no-instance-termination\nwith:\n  resources: "${resource}"`);
  expect(limitedTo('arn:aws:s3:::reports')).toEqual([
    ['resource-never-matches', 'warning', 'guardrails[0].with.resources', '6'],
  ]);
  expect(limitedTo('arn:aws:ec2:*:*:instance/*')).toEqual([]);
});

test('accounts of `except` that are all accounts of `from` leave a guardrail without effect', () => {
  const from = 'from: { accounts: ["222222222222", "333333333333"] }';
  expect(problemsOf(`deny: rds:DeleteDBCluster\n${from}\nexcept: ["333333333333", "222222222222"]`)).toEqual([
    ['exempts-all-sessions', 'error', 'guardrails[0].except', '6'],
  ]);
  expect(problemsOf(`deny: rds:DeleteDBCluster\n${from}\nexcept: ["333333333333"]`)).toEqual([]);
});

test('`allowOnly` is not reported as an inverted list', () => {
  expect(problemsOf('allowOnly: [ec2:Describe*]')).toEqual([]);
});

test('what chat can never run is noted, but not of the catalogue, which means the day on which it can', () => {
  expect(problemsOf('deny: [iam:CreateUser, rds:DeleteDBCluster]')).toEqual([
    ['impossible-from-chat', 'note', 'guardrails[0].deny[0]', '4'],
  ]);
  expect(problemsOf('use: no-identity-changes')).toEqual([]);
});

test('an action that is added to a guardrail of the catalogue is checked as well', () => {
  expect(problemsOf('use: read-only\nwith:\n  actions: [apigateway:GET, lambda:InvokFunction]')).toEqual([
    ['unknown-action', 'error', 'guardrails[0].with.actions', '6'],
  ]);
});

test('a guardrail that the catalogue does not have is one problem and not two', () => {
  expect(problemsOf('use: no-such-guardrail')).toEqual([
    ['unknown-guardrail', 'error', 'guardrails[0].use', '4'],
  ]);
});

const everyPlatform = '[slack, microsoftTeams, chime]';

test.each([
  ['from: { platforms: slack }', 'exceptFrom: { platforms: slack }', exempts('all-sessions', 'error')],
  [
    'from: { platforms: slack, configurations: dba-* }',
    'exceptFrom: { platforms: slack }',
    exempts('all-sessions', 'error'),
  ],
  [
    'from: { configurations: [dba-a, dba-?] }',
    'exceptFrom: { configurations: "dba-*" }',
    exempts('all-sessions', 'error'),
  ],
  [
    'from: { accounts: "111111111111" }',
    `exceptFrom: { platforms: ${everyPlatform} }`,
    exempts('all-sessions', 'error'),
  ],
  [
    `from: { platforms: ${everyPlatform} }`,
    'exceptFrom: { configurations: "*" }',
    exempts('all-sessions', 'error'),
  ],
  [
    'from: { platforms: slack }',
    'exceptFrom: { platforms: microsoftTeams }',
    exempts('no-session', 'warning'),
  ],
  [
    'from: { configurations: dba-* }',
    'exceptFrom: { configurations: ops-* }',
    exempts('no-session', 'warning'),
  ],
  [
    'from: { accounts: "111111111111" }',
    'exceptFrom: { accounts: "222222222222" }',
    exempts('no-session', 'warning'),
  ],
  ['from: { platforms: slack }', 'exceptFrom: { configurations: dba-* }', []],
  ['from: { configurations: dba-* }', 'exceptFrom: { configurations: "*-a" }', []],
  ['from: { platforms: [slack, microsoftTeams] }', 'exceptFrom: { platforms: slack }', []],
])(
  'an exemption of every session is an error, one of no session a warning: %s, %s',
  (from, exceptFrom, found) => {
    expect(problemsOf(`deny: s3:DeleteBucket\n${from}\n${exceptFrom}`)).toEqual(found);
  },
);

test('an account in `except` that is not among those of `from` is a warning, another one is not', () => {
  const text = `guardrails:
  - name: a
    targets: root
    deny: s3:DeleteBucket
    from: { accounts: ['111111111111', '222222222222'] }
    except: ['222222222222', '333333333333']
  - { name: b, targets: root, deny: 's3:DeleteBucket', except: '333333333333', from: { platforms: slack } }
`;
  expect(problemLines(text)).toEqual(['6:30 warning exempts-no-session rule=account account=333333333333']);
});

function exempts(sessions: 'all-sessions' | 'no-session', severity: 'error' | 'warning') {
  return [[`exempts-${sessions}`, severity, 'guardrails[0].exceptFrom', '6']];
}

test.each([
  ['deny: "ec2:TerminateInstances, ec2:StopInstances"', 'deny[0]'],
  ['deny: |\n  ec2:TerminateInstances\n  ec2:StopInstances', 'deny[0]'],
  ['allowOnly: "ec2:Describe*; rds:Describe*"', 'allowOnly[0]'],
])('several actions in one string are an error: %j', (rule, place) => {
  expect(problemsOf(rule)).toEqual([['invalid-action', 'error', `guardrails[0].${place}`, '4']]);
});

test('a plain operator on a key with several values is a warning at the operator', () => {
  expect(problemsOf('deny: ec2:CreateTags\nconditions: { StringEquals: { "aws:TagKeys": team } }')).toEqual([
    ['set-operator-missing', 'warning', 'guardrails[0].conditions.StringEquals', '5'],
  ]);
});

test('Regions, accounts and services that do not fit are warnings at their values', () => {
  const resources =
    "['arn:aws:lambda:eu-central-1:12345:function:x', 'arn:aws:lambda:*:*:function:y', 'arn:aws:sns:*:*:alerts']";
  expect(problemsOf(`deny: lambda:InvokeFunction\nresources: ${resources}`)).toEqual([
    ['invalid-arn-account', 'warning', 'guardrails[0].resources[0]', '5'],
    ['resource-of-other-service', 'warning', 'guardrails[0].resources[2]', '5'],
  ]);
  expect(problemsOf('use: only-named-regions\nwith: { regions: [eu-centrl-1, eu-west-1] }')).toEqual([
    ['unknown-region', 'warning', 'guardrails[0].with.regions', '5'],
  ]);
});
