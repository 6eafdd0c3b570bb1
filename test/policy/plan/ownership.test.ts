import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import { removedPolicies, takenOverIn } from '../../../modules/policy/plan/ownership.js';
import type { JsonValue } from '../../../modules/policy/text/json.js';
import { applyPlan } from '../../../modules/simulator/apply-plan.js';
import { planned } from '../../support/planned-configuration.js';
import {
  prod,
  root,
  type SmallPolicy,
  sandbox,
  smallOrganizationFile,
} from '../../support/small-organization.js';

const scp = (name: string, more: Partial<SmallPolicy> = {}): SmallPolicy => ({
  name,
  type: 'SERVICE_CONTROL_POLICY',
  content: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  ...more,
});
const full = scp('FullAWSAccess', { awsManaged: true, on: [root, prod, sandbox] });
const tag = (environment: string) => ({ tags: { 'chat-guardrails:environment': environment } });
const guardrail = (name: string, more = '') =>
  `guardrails: [{ name: ${name}, targets: Sandbox, deny: "s3:DeleteBucket"${more} }]`;

/** The configuration planned for an organization with these policies; their IDs count from `p-policy0000`. */
function plannedFor(text: string, policies: readonly SmallPolicy[], changes = {}) {
  const file: JsonValue = smallOrganizationFile(policies, changes);
  const { organization } = readOrganization(file);
  if (organization === undefined) throw new Error('the organization can be read');
  const { problems, environments } = planned(`organization: org.json\n${text}\n`, {
    organizations: { 'org.json': file },
  });
  const found = problems.map(({ kind, severity, path, facts }) => ({ kind, severity, path, facts }));
  return { problems: found, plan: environments[0]?.plan, organization };
}

describe('a name that a policy of the organization has', () => {
  const name = ['guardrails', 0, 'name'];
  test.each([
    ['of someone else is an error', scp('no-bucket', { tags: {} }), '', 'error', 'untagged'],
    ['of another environment is an error', scp('no-bucket', tag('test')), '', 'error', 'other-environment'],
    ['whose tags are not known is a warning', scp('no-bucket'), '', 'warning', 'tags-unknown'],
    [
      'without a tag is a warning where the tag is turned off',
      scp('no-bucket', { tags: {} }),
      'ownershipTag: false\n',
      'warning',
      'tag-off',
    ],
  ])('%s', (_, policy, keys, severity, rule) => {
    const { problems, plan } = plannedFor(`${keys}${guardrail('no-bucket')}`, [full, policy]);
    const facts = { rule, policy: 'no-bucket', id: 'p-policy0001', adoptable: true };
    expect(problems).toMatchObject([{ kind: 'name-taken', severity, path: name, facts }]);
    expect(plan === undefined).toBe(severity === 'error');
  });

  test.each([
    ['created by this environment', guardrail('no-bucket'), scp('no-bucket', tag('default'))],
    [
      'named by `existing`',
      guardrail('no-bucket', ', existing: { policy: p-policy0001 }'),
      scp('no-bucket', { tags: {} }),
    ],
    ['of another type', guardrail('no-bucket'), { name: 'no-bucket', tags: {} }],
    ['in another case', guardrail('no-bucket'), scp('No-Bucket', { tags: {} })],
    ['without the prefix', `namePrefix: a-\n${guardrail('no-bucket')}`, scp('no-bucket', { tags: {} })],
  ])('is accepted: %s', (_, text, policy) => {
    expect(plannedFor(text, [full, policy]).problems).toEqual([]);
  });

  test('is an error with the prefix', () => {
    const text = `namePrefix: a-\n${guardrail('no-bucket')}`;
    const { problems } = plannedFor(text, [full, scp('a-no-bucket', { tags: {} })]);
    expect(problems).toMatchObject([{ kind: 'name-taken', facts: { policy: 'a-no-bucket' } }]);
  });

  test('belongs to the environment that is planned', () => {
    const text = `environments: { live: {}, test: { namePrefix: test- } }\n${guardrail('no-bucket')}`;
    const policies = [full, scp('no-bucket', tag('live')), scp('test-no-bucket', tag('test'))];
    expect(plannedFor(text, policies).problems).toEqual([]);
    const swapped = [full, scp('no-bucket', tag('test')), scp('test-no-bucket', tag('live'))];
    expect(plannedFor(text, swapped).problems.map(({ kind }) => kind)).toEqual(['name-taken', 'name-taken']);
  });

  test('shows the environment that has it', () => {
    const { problems } = plannedFor(guardrail('no-bucket'), [full, scp('no-bucket', tag('test'))]);
    expect(problems).toMatchObject([{ facts: { environment: 'test' } }]);
    const others = plannedFor(guardrail('no-bucket'), [full, scp('no-bucket', { tags: {} })]);
    expect(others.problems).toMatchObject([{ facts: { environment: '' } }]);
  });

  test('is an error where AWS manages that policy', () => {
    const managed = scp('no-bucket', { awsManaged: true, ...tag('default') });
    expect(plannedFor(guardrail('no-bucket'), [full, managed]).problems).toMatchObject([
      { kind: 'name-taken', severity: 'error', facts: { rule: 'aws-managed' } },
    ]);
  });

  test('cannot be adopted under the id of another policy', () => {
    const text = guardrail('no-bucket', ', existing: { policy: p-policy0002 }');
    const { problems } = plannedFor(text, [full, scp('no-bucket', { tags: {} }), scp('other', { tags: {} })]);
    expect(problems).toMatchObject([{ kind: 'name-taken', facts: { id: 'p-policy0001', adoptable: false } }]);
  });
});

describe('a policy in `existing` is one that Terraform can import', () => {
  const path = ['guardrails', 0, 'existing', 'policy'];
  test.each([
    ['the organization does not have it', 'p-policy0009', 'absent'],
    ['it is a chat policy', 'p-policy0001', 'other-type'],
    ['AWS manages it', 'p-policy0000', 'aws-managed'],
  ])('not where %s', (_, id, rule) => {
    const text = guardrail('no-bucket', `, existing: { policy: ${id} }`);
    const { problems } = plannedFor(text, [full, { name: 'chat' }]);
    const error = { kind: 'existing-not-adoptable', severity: 'error', path, facts: { rule, id } };
    expect(problems).toMatchObject([error]);
  });

  test('which is not judged where the list of policies is incomplete', () => {
    const missing = [{ what: 'policies', id: 'SERVICE_CONTROL_POLICY', reason: 'AccessDenied' }];
    const text = guardrail('no-bucket', ', existing: { policy: p-policy0009 }');
    expect(plannedFor(text, [full], { missing }).problems).toEqual([]);
    const managed = text.replace('0009', '0000');
    expect(plannedFor(managed, [full], { missing }).problems).toMatchObject([
      { facts: { rule: 'aws-managed' } },
    ]);
    const attachments = [{ what: 'attachments', id: prod, reason: 'AccessDenied' }];
    expect(plannedFor(text, [full], { missing: attachments }).problems).toMatchObject([
      { facts: { rule: 'absent' } },
    ]);
  });
});

describe('the last service control policy of a target', () => {
  const adopted = guardrail('limits', ', existing: { policy: p-policy0001 }');
  const limits = scp('limits', { tags: {}, on: [prod, sandbox] });
  const only = (...on: string[]) => scp('FullAWSAccess', { awsManaged: true, on });

  test('is detached with a warning that names the target', () => {
    const { problems } = plannedFor(adopted, [only(root), limits]);
    const facts = { policy: 'limits', target: 'Workloads/Prod', name: 'Prod', id: prod };
    expect(problems).toMatchObject([
      { kind: 'last-scp-detached', severity: 'warning', path: ['guardrails', 0, 'targets'], facts },
    ]);
  });

  test('is detached although chat policies are or will be attached', () => {
    const text = `${adopted}\nchatPolicies: [{ name: chat, targets: Workloads/Prod, slack: disabled }]`;
    const beside = { name: 'beside', on: [prod] };
    const { problems } = plannedFor(text, [only(root), limits, beside]);
    expect(problems).toMatchObject([{ kind: 'last-scp-detached', facts: { policy: 'limits', id: prod } }]);
  });

  test('is detached where the policies could not be listed', () => {
    const missing = [{ what: 'policies', id: prod, reason: 'AccessDenied' }];
    const { problems } = plannedFor(adopted, [only(root), limits], { missing });
    expect(problems.map(({ kind }) => kind)).toContain('last-scp-detached');
  });

  test('is detached with a warning where its policy is removed', () => {
    const removed = scp('gone', { ...tag('default'), on: [prod] });
    const { problems } = plannedFor(guardrail('no-bucket'), [only(root, sandbox), removed]);
    expect(problems).toMatchObject([
      { kind: 'last-scp-detached', path: [], facts: { policy: 'gone', id: prod } },
    ]);
  });

  test.each([
    ['another one stays attached', [only(root, prod), limits], {}],
    ['the target had none', [only(root), scp('limits', { tags: {}, on: [sandbox] })], {}],
    ['the type is not enabled', [only(root), limits], { enabledPolicyTypes: ['CHATBOT_POLICY'] }],
    [
      'its attachments are not known',
      [only(root), limits],
      { missing: [{ what: 'attachments', id: prod, reason: 'AccessDenied' }] },
    ],
  ])('is not reported where %s', (_, policies, changes) => {
    const { problems } = plannedFor(adopted, policies, changes);
    expect(problems.map(({ kind }) => kind)).not.toContain('last-scp-detached');
  });
});

describe('a policy of the environment that is no longer in the configuration', () => {
  const policies = [
    full,
    scp('gone', { ...tag('default'), on: [sandbox] }),
    scp('of-test', { ...tag('test'), on: [sandbox] }),
    scp('of-someone', { tags: {}, on: [sandbox] }),
    scp('unknown', { on: [sandbox] }),
  ];

  test('is removed when the plan is applied; all others stay', () => {
    const { plan, organization } = plannedFor(guardrail('no-bucket'), policies);
    if (plan === undefined) throw new Error('there is a plan');
    const after = applyPlan(organization, plan);
    expect([...after.policies.values()].map(({ name }) => name)).toEqual([
      'FullAWSAccess',
      'of-test',
      'of-someone',
      'unknown',
      'no-bucket',
    ]);
    expect(after.policies.get('no-bucket')?.tags).toEqual(tag('default').tags);
  });

  test('is not one that the configuration still has', () => {
    const kept = scp('no-bucket', { ...tag('default'), on: [sandbox] });
    const { plan, organization } = plannedFor(guardrail('no-bucket'), [...policies, kept]);
    if (plan === undefined) throw new Error('there is a plan');
    expect(removedPolicies(plan, organization).map(({ name }) => name)).toEqual(['gone']);
    expect(removedPolicies({ policies: plan.policies }, organization)).toEqual([]);
  });

  test('is not a policy of another type', () => {
    const other = {
      name: 'costs',
      type: 'TAG_POLICY',
      content: { tags: {} },
      ...tag('default'),
      on: [sandbox],
    };
    const { plan, organization } = plannedFor(guardrail('no-bucket'), [...policies, other]);
    if (plan === undefined) throw new Error('there is a plan');
    expect(removedPolicies(plan, organization).map(({ name }) => name)).toEqual(['gone']);
  });

  test('does not count against quotas', () => {
    const text = `limits: { serviceControlPolicy: { attachmentsPerTarget: 5 } }\n${guardrail('no-bucket')}`;
    expect(plannedFor(text, policies).problems).toEqual([]);
    const { problems } = plannedFor(text.replace('5 }', '4 }'), policies);
    expect(problems).toMatchObject([{ kind: 'too-many-attachments' }]);
  });
});

describe('the ownership tag', () => {
  const tagsIn = (text: string) =>
    planned(text).environments.map(({ plan }) => plan?.policies.map(({ tags }) => tags));

  test('is on every policy that the plan creates, beside its own tags', () => {
    expect(tagsIn(guardrail('a', ', tags: { owner: me }'))).toEqual([
      [{ owner: 'me', 'chat-guardrails:environment': 'default' }],
    ]);
    expect(tagsIn(`environments: { live: {}, test: { ownershipTag: false } }\n${guardrail('a')}`)).toEqual([
      [tag('live').tags],
      [{}],
    ]);
  });

  test('is not on adopted policies, nor anywhere when it is turned off', () => {
    expect(tagsIn(guardrail('a', ', existing: { policy: p-policy0001 }'))).toEqual([[{}]]);
    expect(tagsIn(`ownershipTag: false\n${guardrail('a')}`)).toEqual([[{}]]);
  });

  test('counts against the limit of tags', () => {
    const tags = (count: number) =>
      `, tags: { ${Array.from({ length: count }, (_, index) => `t${index}: x`).join(', ')} }`;
    expect(planned(guardrail('a', tags(49))).problems).toMatchObject([]);
    expect(planned(guardrail('a', tags(50))).problems).toMatchObject([
      { kind: 'invalid-tag', facts: { rule: 'too-many-with-ours', count: 51, limit: 50 } },
    ]);
    expect(planned(`ownershipTag: false\n${guardrail('a', tags(50))}`).problems).toEqual([]);
  });

  test('cannot have the value of another environment', () => {
    const tags = (value: string) => `, tags: { "chat-guardrails:environment": ${value} }`;
    expect(planned(guardrail('a', tags('prod'))).problems).toMatchObject([
      { kind: 'invalid-tag', severity: 'error', facts: { rule: 'ownership-key' } },
    ]);
    expect(planned(guardrail('a', tags('default'))).problems).toEqual([]);
    expect(planned(`ownershipTag: false\n${guardrail('a', tags('prod'))}`).problems).toEqual([]);
  });
});

test.each([
  ['FullAWSAccess', 'aws-managed'],
  ['RCPFullAWSAccess', 'aws-managed'],
  ['aws-guardrails-PqRsTu', 'control-tower'],
])('the name %s belongs to AWS', (name, rule) => {
  const { problems } = planned(guardrail(name));
  const error = {
    kind: 'invalid-name',
    severity: 'error',
    path: ['guardrails', 0, 'name'],
    facts: { rule, policy: name },
  };
  expect(problems).toMatchObject([error]);
});

test.each(['aws-guardrail-x', 'my-aws-guardrails-x', 'FullAWSAccessFromChat', 'aws-guardrails'])(
  'the name %s does not belong to AWS',
  (name) => {
    expect(planned(guardrail(name)).problems).toEqual([]);
  },
);

describe('the policy that a plan takes over', () => {
  const policies = [full, scp('a', { tags: {} }), scp('b', { tags: {} }), { name: 'chat' }];
  const { organization } = readOrganization(smallOrganizationFile(policies));
  if (organization === undefined) throw new Error('the organization can be read');
  const takenOver = takenOverIn(organization);
  const type = 'SERVICE_CONTROL_POLICY';

  test.each([
    ['has its name and type', 'a', undefined, 'a'],
    ['is the one that `existing` names', 'a', 'p-policy0002', 'b'],
    ['has its name where `existing` names another type', 'a', 'p-policy0003', 'a'],
    ['has its name where `existing` names no policy', 'a', 'p-policy0009', 'a'],
    ['is not one that AWS manages, by ID', 'c', 'p-policy0000', undefined],
    ['is not one that AWS manages, by name', 'FullAWSAccess', undefined, undefined],
    ['is not one of another type', 'chat', undefined, undefined],
  ])('%s', (_, name, id, expected) => {
    expect(takenOver({ type, name, existing: id === undefined ? undefined : { id } })?.name).toBe(expected);
  });
});
