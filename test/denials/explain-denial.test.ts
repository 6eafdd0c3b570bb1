import { type Explanation, explainDenial } from '../../modules/denials/explain-denial';
import { readDenials } from '../../modules/denials/read-denial';
import type { Organization } from '../../modules/policy/organization/organization';
import { planned } from '../support/planned-configuration';
import { root, type SmallPolicy, sandbox, smallOrganization } from '../support/small-organization';

const role = 'arn:aws:iam::222222222222:role/service/chat';
const channel = (name: string, accountId = '222222222222', roleArn = role) => ({
  accountId,
  platform: 'slack',
  name,
  workspaceId: 'T0COMPANY1',
  userRoleRequired: false,
  guardrailPolicyArns: [],
  roleArn,
});
const ours = { 'chat-guardrails:environment': 'default' };
const deny = (sid: string, action: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: sid,
      Effect: 'Deny',
      Action: action,
      Resource: '*',
      Condition: { ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
    },
  ],
});
const scp = (
  name: string,
  content: SmallPolicy['content'],
  more: Partial<SmallPolicy> = {},
): SmallPolicy => ({
  name,
  type: 'SERVICE_CONTROL_POLICY',
  content: content ?? {},
  on: [root],
  ...more,
});

function message(policy?: string, organization = 'o-exampleorgid', session = 'chat/chatbot-session'): string {
  const arn =
    policy === undefined
      ? ''
      : `: arn:aws:organizations::111111111111:policy/${organization}/service_control_policy/${policy}`;
  return `User: arn:aws:sts::222222222222:assumed-role/${session} is not authorized to perform: rds:DeleteDBCluster on resource: arn:aws:rds:eu-west-1:222222222222:cluster:orders with an explicit deny in a service control policy${arn}`;
}

const configuration = `
guardrails:
  - { name: no-drops, deny: [rds:DeleteDBCluster], targets: [root], tags: { owner: data } }
`;

function explain(
  text: string,
  {
    organization,
    config = configuration,
    names,
  }: { organization?: Organization; config?: string; names?: ReadonlyMap<string, string> } = {},
): Explanation {
  const [denial] = readDenials(text, () => undefined);
  const [first] = planned(config).environments;
  if (denial === undefined || first?.plan === undefined)
    throw new Error('the test has no denial, or no plan');
  return explainDenial(denial, {
    organization,
    planned: { guardrails: first.compiled.guardrails, plan: first.plan },
    names,
  });
}

const organization = smallOrganization(
  [scp('no-drops', deny('NoDrops', 'rds:DeleteDBCluster'), { tags: ours })],
  { channels: [channel('ops')] },
);

test('a named policy that the configuration makes leads to its guardrail, statement and exemption', () => {
  expect(explain(message('p-policy0000'), { organization })).toMatchObject({
    kind: 'service-control-policy',
    policy: { id: 'p-policy0000', name: 'no-drops', managed: true },
    guardrail: { name: 'no-drops', path: ['guardrails', 0], owner: 'data', bound: 1 },
    statements: ['NoDrops'],
    uncertain: false,
    others: [],
    exemption: { configurations: ['ops'] },
  });
});

test('a policy of another organization is never managed, even with an ID of ours', () => {
  const found = explain(message('p-policy0000', 'o-otherorg01'), { organization });
  expect(found).toMatchObject({
    policy: { id: 'p-policy0000', managed: false },
    isForeign: true,
    statements: [],
  });
  expect(found.policy).not.toHaveProperty('name');
  expect(found).not.toHaveProperty('guardrail');
});

test('a policy of the same name that something else made is not managed', () => {
  const tagged = (tags: Record<string, string>) =>
    smallOrganization([scp('no-drops', deny('NoDrops', 'rds:DeleteDBCluster'), { tags })]);
  expect(explain(message('p-policy0000'), { organization: tagged({}) }).policy?.managed).toBe(false);
  expect(
    explain(message('p-policy0000'), { organization: tagged({ 'chat-guardrails:environment': 'prod' }) })
      .policy?.managed,
  ).toBe(false);
});

test('a policy whose tags are unknown is managed if its name is that of the plan', () => {
  const untagged = smallOrganization([scp('no-drops', deny('NoDrops', 'rds:DeleteDBCluster'))]);
  expect(explain(message('p-policy0000'), { organization: untagged }).policy?.managed).toBe(true);
});

test('an adopted policy is found by its ID', () => {
  const config = `
guardrails:
  - { name: new-name, deny: [rds:DeleteDBCluster], targets: [root], existing: { policy: p-policy0000 } }
`;
  expect(explain(message('p-policy0000'), { organization, config })).toMatchObject({
    policy: { managed: true },
    guardrail: { name: 'new-name' },
  });
});

test('a Terraform state names a policy that the organization file does not have', () => {
  const names = new Map([['p-later0001', 'no-drops']]);
  expect(explain(message('p-later0001'), { organization, names })).toMatchObject({
    policy: { id: 'p-later0001', name: 'no-drops', managed: true },
    guardrail: { name: 'no-drops' },
  });
  expect(explain(message('p-later0001'), { organization })).toMatchObject({ policy: { managed: false } });
});

test('a message without an ID has the policies that deny the action as candidates', () => {
  const several = smallOrganization(
    [
      scp('no-drops', deny('NoDrops', 'rds:DeleteDBCluster'), { tags: ours }),
      scp('frozen', deny('Frozen', 'rds:*')),
      scp('other', deny('Other', 'ec2:*')),
      scp('elsewhere', deny('Elsewhere', 'rds:*'), { on: [sandbox] }),
      scp('allow', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
    ],
    { channels: [channel('ops')] },
  );
  expect(explain(message(), { organization: several })).toMatchObject({
    candidates: [
      { id: 'p-policy0000', name: 'no-drops', managed: true },
      { id: 'p-policy0001', name: 'frozen', managed: false },
    ],
    guardrail: { name: 'no-drops' },
  });
});

test('where AWS names one of several denying policies, the others are listed', () => {
  const both = smallOrganization(
    [
      scp('no-drops', deny('NoDrops', 'rds:DeleteDBCluster'), { tags: ours }),
      scp('frozen', deny('Frozen', 'rds:*'), { tags: {} }),
    ],
    { channels: [channel('ops')] },
  );
  expect(explain(message('p-policy0001'), { organization: both })).toMatchObject({
    policy: { name: 'frozen', managed: false },
    statements: ['Frozen'],
    others: [{ id: 'p-policy0000', name: 'no-drops', managed: true }],
  });
});

test('the guardrail of a shared policy is the one whose own statements deny the request', () => {
  const config = `
guardrailPolicies: { packing: packed, name: shared }
guardrails:
  - { name: no-stops, deny: [ec2:StopInstances], targets: [root] }
  - { name: no-drops, deny: [rds:DeleteDBCluster], targets: [root] }
`;
  const [shared] = planned(config).environments[0]?.plan?.policies ?? [];
  const packed = smallOrganization([scp(shared?.name ?? '', shared?.content, { tags: ours })], {
    channels: [channel('ops')],
  });
  expect(explain(message('p-policy0000'), { organization: packed, config })).toMatchObject({
    guardrail: { name: 'no-drops', path: ['guardrails', 1] },
    statements: ['NoStopsAndOthers'],
  });
});

test('statements with conditions that the message does not decide are uncertain', () => {
  const [statement] = deny('NoDrops', 'rds:DeleteDBCluster').Statement;
  const conditional = {
    Version: '2012-10-17',
    Statement: [
      {
        ...statement,
        Condition: { ...statement?.Condition, Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  };
  const found = smallOrganization([scp('no-drops', conditional, { tags: ours })], {
    channels: [channel('ops')],
  });
  expect(explain(message('p-policy0000'), { organization: found })).toMatchObject({
    statements: ['NoDrops'],
    uncertain: true,
  });
});

test.each([
  [
    'no channel has the role',
    [channel('ops', '222222222222', 'arn:aws:iam::222222222222:role/other')],
    'session-unknown',
  ],
  ['several channels have the role', [channel('ops'), channel('dev')], 'several-sessions'],
  ['the role is one of another account', [channel('ops', '333333333333')], 'session-unknown'],
])('there is no exemption where %s', (_name, channels, exemption) => {
  const policies = [scp('no-drops', deny('NoDrops', 'rds:DeleteDBCluster'), { tags: ours })];
  expect(
    explain(message('p-policy0000'), { organization: smallOrganization(policies, { channels }) }),
  ).toMatchObject({
    exemption,
  });
});

test('a request outside chat is not denied by a guardrail', () => {
  const user = message().replace(
    'sts::222222222222:assumed-role/chat/chatbot-session',
    'iam::222222222222:user/ann',
  );
  expect(explain(user, { organization }).candidates).toEqual([]);
});

test('an implicit denial and other kinds of policies have no candidates among SCPs', () => {
  const implicit = message().replace(
    /with an explicit.*/,
    'because no service control policy allows the rds:DeleteDBCluster action',
  );
  expect(explain(implicit, { organization })).toMatchObject({
    kind: 'service-control-policy',
    candidates: [],
  });
  const boundary = message().replace('service control policy', 'permissions boundary');
  expect(explain(boundary, { organization })).not.toHaveProperty('candidates');
  expect(explain(boundary, { organization })).not.toHaveProperty('guardrail');
});

test('without an organization the message alone is explained', () => {
  expect(explain(message('p-policy0000'))).toMatchObject({
    policy: { id: 'p-policy0000', managed: false },
    statements: [],
    others: [],
  });
});
