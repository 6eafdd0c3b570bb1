import { planConfiguration } from '../../modules/config/plan-configuration.js';
import { guardrails as catalogue } from '../../modules/guardrails/registry.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import type { Plan, PlannedPolicy } from '../../modules/policy/plan/plan.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import { decider } from '../../modules/simulator/decide/decide.js';
import { guardedOrganization } from '../support/guardrail-organization.js';
import { problemLines } from '../support/planned-configuration.js';

const rawDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'account:CloseAccount', Resource: '*' }],
});

function plan(text: string, options: { organization?: Organization; wave?: string } = {}) {
  const { organization, wave } = options;
  const { environments, problems } = planConfiguration(
    { text, file: 'chat-guardrails.yaml' },
    {
      readDocument: () => ({ text: rawDocument }),
      readOrganization: () => ({ problems: [] }),
      today: '2027-01-01',
    },
    { wave, ...(organization === undefined ? {} : { organization: { organization, problems: [] } }) },
  );
  return {
    plan: environments[0]?.plan,
    problems: problems.filter(({ kind }) => kind !== 'references-not-checked'),
  };
}

function policiesOf(text: string, options: { wave?: string } = {}): readonly PlannedPolicy[] {
  const { plan: found, problems } = plan(text, options);
  if (found === undefined) throw new Error(JSON.stringify(problems));
  return found.policies;
}

const packed = 'guardrailPolicies: { packing: packed }\n';
const three = `guardrails:
  - { name: databases, targets: root, use: no-database-cluster-deletion }
  - { name: functions, targets: root, use: no-function-invocation }
  - { name: reboots, targets: root, deny: 'ec2:RebootInstances' }
`;

test('guardrails of the same targets share a policy that is named after its targets', () => {
  const policies = policiesOf(packed + three);
  expect(policies).toMatchObject([
    {
      id: 'chat-guardrails-root-1',
      name: 'chat-guardrails-root-1',
      description: 'Guardrails: databases, functions, reboots',
      targets: [{ kind: 'root' }],
    },
  ]);
  expect(policies[0]?.text).toContain('"ec2:RebootInstances"');
});

test('without packing every guardrail is a policy of its own', () => {
  expect(policiesOf(three).map(({ name }) => name)).toEqual(['databases', 'functions', 'reboots']);
});

test("the name and the prefix are the operator's", () => {
  const text = `namePrefix: prod-\nguardrailPolicies: { packing: packed, name: gr }\n${three}`;
  expect(policiesOf(text)).toMatchObject([{ id: 'gr-root-1', name: 'prod-gr-root-1' }]);
});

test('guardrails of other targets, or kept or tagged otherwise, have policies of their own', () => {
  const policies = policiesOf(`${packed}${three}
  - { name: other-unit, targets: Workloads/Prod, deny: 'ec2:*' }
  - { name: two-units, targets: [root, Workloads], deny: 'ec2:*' }
  - { name: kept, targets: root, deny: 'ec2:*', preventDestroy: true }
  - { name: tagged, targets: root, deny: 'ec2:*', tags: { Team: security } }
`);
  expect(policies.map(({ description }) => description)).toEqual([
    'Guardrails: databases, functions, reboots',
    'Guardrails: other-unit',
    'Guardrails: two-units',
    'Guardrails: kept',
    'Guardrails: tagged',
  ]);
  expect(policies[1]?.id).toBe('chat-guardrails-Workloads-Prod-1');
  expect(new Set(policies.map(({ id }) => id)).size).toBe(5);
  expect(policies[3]?.retention.preventDestroy).toBe(true);
  expect(policies[4]?.tags).toEqual({ Team: 'security', 'chat-guardrails:environment': 'default' });
});

test('a raw document and a policy that exists already stay as they are', () => {
  const policies = policiesOf(`${packed}${three}
  - { name: raw, targets: root, document: raw.json }
  - { name: mine, targets: root, deny: 'ec2:*', existing: { policy: p-abcdefgh } }
`);
  expect(policies.map(({ id }) => id)).toEqual(['raw', 'mine', 'chat-guardrails-root-1']);
});

test('a rollout moves attachments and never a guardrail', () => {
  const text = `${packed}waves: [canary, all]
guardrails:
  - { name: a, targets: { canary: Sandbox, all: root }, deny: 'ec2:*' }
  - { name: b, targets: { canary: Sandbox, all: [Sandbox, Workloads] }, deny: 'rds:*' }
  - { name: c, targets: { all: root }, deny: 's3:*' }
`;
  const [canary, all] = ['canary', 'all'].map((wave) => policiesOf(text, { wave }));
  expect(all?.map(({ id, text: document }) => [id, document])).toEqual(
    canary?.map(({ id, text: document }) => [id, document]),
  );
  expect(canary?.map(({ targets }) => targets.length)).toEqual([1, 1, 0]);
});

test('an account that is exempt from one guardrail is not exempt from others', () => {
  const [policy] = policiesOf(`${packed}guardrails:
  - { name: a, targets: root, deny: 'ec2:*', except: ['210987654321'] }
  - { name: b, targets: root, deny: 'rds:*' }
`);
  const { Statement } = JSON.parse(policy?.text ?? '');
  expect(Statement).toHaveLength(2);
  expect(Statement[0].Condition.ArnNotLike).toBeDefined();
  expect(Statement[1].Condition).toEqual({ ArnLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } });
});

describe('the whole catalogue on the root', () => {
  const entries = catalogue
    .filter(({ parameters }) => parameters.every(({ required }) => !required))
    .map(({ id }) => `  - { name: ${id}, targets: root, use: ${id} }\n`);
  const all = `guardrails:\n${entries.join('')}`;

  test('is too much for separate policies and fits when packed', () => {
    expect(plan(all).problems).toContainEqual(expect.objectContaining({ kind: 'too-many-attachments' }));
    const policies = policiesOf(packed + all);
    expect(policies.length).toBeLessThanOrEqual(6);
    expect(policies.map(({ id }) => id)).toEqual(
      policies.map((_, index) => `chat-guardrails-root-${index + 1}`),
    );
    for (const { text } of policies) expect(text.length).toBeLessThanOrEqual(10_240);
  });

  test('decides when packed as it does apart', () => {
    const generous = 'limits: { serviceControlPolicy: { attachmentsPerTarget: 100 } }\n';
    const answers = [generous, packed].map((head) => answersUnder(plan(head + all).plan));
    expect(answers[0]).toEqual(answers[1]);
    expect(new Set(answers[0])).toEqual(new Set(['allowed', 'denied']));
  });

  test('a new action in one guardrail moves no other between policies', () => {
    const grown = all.replace(/use: no-purchases/, "deny: 'zz:New'");
    const without = all.replace(/use: no-purchases/, "deny: 'zz:Old'");
    const homes = (text: string) => policiesOf(packed + text).map(({ description }) => description);
    expect(homes(grown)).toEqual(homes(without));
  });
});

describe('a guardrail too long for one policy', () => {
  const long = `limits: { serviceControlPolicy: { documentCharacters: 6000 } }
guardrails:
  - { name: nothing-destroyed, targets: root, use: no-destruction }
`;

  test('is spread over several, with a note', () => {
    const { plan: found, problems } = plan(long);
    const names = found?.policies.map(({ name }) => name) ?? [];
    expect(names).toEqual(['nothing-destroyed', 'nothing-destroyed-2']);
    expect(problems).toMatchObject([
      {
        kind: 'guardrail-spread',
        severity: 'note',
        line: 3,
        facts: { policies: ['nothing-destroyed', 'nothing-destroyed-2'] },
      },
    ]);
  });

  test('collides with a policy that has the name of a part', () => {
    const { problems } = plan(`${long}  - { name: nothing-destroyed-2, targets: root, deny: 'ec2:*' }\n`);
    expect(problems).toContainEqual(expect.objectContaining({ kind: 'duplicate-policy-name' }));
  });

  test.each(['', packed])('is refused when it is an allow-list (%j)', (head) => {
    const actions = Array.from({ length: 500 }, (_, index) => `ec2:DescribeSomethingOrOther${index}`);
    const text = `${head}guardrails:\n  - { name: list, targets: root, allowOnly: [${actions}] }\n`;
    const { plan: found, problems } = plan(text);
    expect(found).toBeUndefined();
    const tooLarge = problems.filter(({ kind }) => kind === 'document-too-large');
    const facts = { rule: 'guardrail', part: 'NotAction', limit: 10_240 };
    expect(tooLarge).toMatchObject([{ severity: 'error', line: head === '' ? 2 : 3, facts }]);
  });
});

/** What a plan's guardrails say to two requests for each guardrail of the catalogue. */
function answersUnder(found: Plan | undefined): readonly (string | undefined)[] {
  if (found === undefined) throw new Error('there is a plan');
  const ask = decider(applyPlan(guardedOrganization([]), found));
  const origin = { platform: 'slack', configuration: 'operations' } as const;
  return catalogue.flatMap(({ denies, doesNotDeny }) =>
    [denies, doesNotDeny].flatMap(({ action, resource }) =>
      [origin, 'console' as const].map(
        (from) => ask({ accountId: '123456789012', from, action, resource })?.decision,
      ),
    ),
  );
}

describe('a guardrail too long to be split is reported with its longest part', () => {
  const many = (count: number, write: (index: number) => string) =>
    JSON.stringify(Array.from({ length: count }, (_, index) => write(index)));
  const list = (rest: string) => `guardrails:\n  - { name: a, targets: root, ${rest} }\n`;
  const buckets = many(300, (index) => `arn:aws:s3:::a-bucket-of-many-${index}/*`);
  const accounts = many(400, (index) => String(100000000000 + index));

  test.each([
    ['resources', `deny: 's3:*', resources: ${buckets}`, 'Resource'],
    ['resources of an allow-list', `allowOnly: 's3:*', resources: ${buckets}`, 'Resource'],
    ['accounts', `deny: 's3:*', from: { accounts: ${accounts} }`, 'Condition'],
  ])('%s', (_, rule, part) => {
    const lines = problemLines(list(rule)).filter((line) => line.includes('document-too-large'));
    expect(lines).toEqual([
      expect.stringMatching(` error document-too-large rule=guardrail .* part=${part}$`),
    ]);
  });

  test('one that is too long only in bytes is a warning', () => {
    const tag = `deny: 's3:*', conditions: { StringNotEquals: { 'aws:ResourceTag/team': ['${'ü'.repeat(6000)}'] } }`;
    const lines = problemLines(list(tag)).filter((line) => line.includes('document-too-large'));
    expect(lines).toEqual([
      expect.stringMatching(
        /warning document-too-large rule=guardrail count=6\d{3} bytes=12\d{3} limit=10240 part=Condition$/,
      ),
    ]);
  });
});
