import { pathTo } from '../../../modules/policy/organization/organization.js';
import type { JsonObject, JsonValue } from '../../../modules/policy/text/json.js';
import {
  chatLevels,
  chatPolicyAlong,
  effectiveChatPolicies,
  effectiveChatPolicy,
  sharedChatPolicies,
} from '../../../modules/simulator/effective/effective-policy.js';
import { explain } from '../../../modules/simulator/effective/explain.js';
import { sameValue, winningAssigns } from '../../../modules/simulator/effective/merge-setting.js';
import { settingsInForce } from '../../../modules/simulator/effective/settings-in-force.js';
import { accountId, organizationOf } from '../../support/organization-file.js';
import { policyId, prod, root, smallOrganization, workloads } from '../../support/small-organization.js';
import { workspacesPolicies } from '../../support/workspaces-policies.js';

const shop = '222222222222';
const workspaces = ['chatbot', 'platforms', 'slack', 'workspaces'];

function workspacesOf(setting: JsonObject): JsonValue {
  return { chatbot: { platforms: { slack: { workspaces: setting } } } };
}

const layered = workspacesPolicies([
  ['a', root, { '@@assign': ['T1'] }],
  ['b', prod, { '@@append': ['T2'] }],
  ['c', shop, { '@@remove': ['T1'] }],
]);
const fullAccess = {
  name: 'FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  on: [root, workloads, prod, shop],
  content: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
};

test('levels are the targets of chat policies, parents first, with the effective policy of each', () => {
  const levels = [...chatLevels(smallOrganization([...layered, fullAccess]))];
  expect(levels.map(({ target, level }) => [target.id, level.above?.id])).toEqual([
    [root, undefined],
    [prod, root],
    [shop, prod],
  ]);
  expect(levels.map(({ settings }) => settings.map(({ value }) => value))).toEqual([
    [['T1']],
    [['T1', 'T2']],
    [['T2']],
  ]);
});

test('a target whose attached policies could not be read is a level, and so the answer is incomplete', () => {
  const missing = [
    { what: 'attachments', id: workloads, reason: 'AccessDenied' },
    { what: 'attachments', id: shop, reason: 'AccessDenied' },
  ];
  const organization = smallOrganization(layered, { missing });
  const levels = [...chatLevels(organization)].map((level) => [level.target.id, level.missing.length]);
  expect(levels).toEqual([
    [root, 0],
    [workloads, 1],
    [prod, 1],
    [shop, 2],
  ]);
  expect(effectiveChatPolicy(organization, shop)?.missing.map(({ id }) => id)).toEqual([workloads, shop]);
  expect(effectiveChatPolicy(organization, '333333333333')?.missing).toEqual([]);
});

test('an account that the organization does not have has no effective chat policy', () => {
  expect(effectiveChatPolicy(smallOrganization(layered), '999999999999')).toBeUndefined();
});

test('the effective policies below a policy are read at its targets and at all levels below', () => {
  const lower = workspacesPolicies([['d', '333333333333', { '@@append': ['T9'] }]]);
  const organization = smallOrganization([...layered, ...lower, fullAccess]);
  const inForce = settingsInForce([...chatLevels(organization)]);
  const [a, b, c, d] = [0, 1, 2, 3].map(policyId) as [string, string, string, string];
  expect([a, b, c, d].map((policy) => inForce.at(policy, workspaces))).toEqual([
    [['T1']],
    [['T1', 'T2']],
    [['T2']],
    [['T1', 'T9']],
  ]);
  expect(inForce.from(a, workspaces)).toEqual([[['T1'], ['T1', 'T2'], ['T2'], ['T1', 'T9']]]);
  expect(inForce.from(b, workspaces)).toEqual([[['T1', 'T2'], ['T2']]]);
  expect(inForce.at(a, ['chatbot', 'platforms'])).toEqual([{ slack: { workspaces: ['T1'] } }]);
  expect(inForce.at(a, ['chatbot', 'default', 'client'])).toEqual([undefined]);
  expect(inForce.at('p-unattached', workspaces)).toEqual([]);
  expect(inForce.from('p-unattached', workspaces)).toEqual([]);
});

test('a policy of several targets is in force at each of them, and levels alike are given once', () => {
  const [policy] = workspacesPolicies([['a', root, { '@@assign': ['T1'] }]]);
  const twice = { ...policy, name: 'a', on: [prod, '333333333333'] };
  const unread = [{ what: 'attachments', id: shop, reason: 'AccessDenied' }];
  const organization = smallOrganization([twice], { missing: unread });
  const inForce = settingsInForce([...chatLevels(organization)]);
  expect(inForce.at(policyId(0), workspaces)).toEqual([['T1'], ['T1']]);
  expect(inForce.from(policyId(0), workspaces)).toEqual([[['T1']], [['T1']]]);
});

test('an explanation has a reason for each contributing policy, and each ignored value once', () => {
  const more = workspacesPolicies([
    ['d', shop, { '@@remove': ['T8'] }],
    ['e', shop, { '@@append': ['T3'] }],
  ]);
  const policy = effectiveChatPolicy(smallOrganization([...layered.slice(0, 2), ...more]), shop);
  if (policy === undefined) throw new Error('the organization has the account');
  const reasons = explain(policy);
  expect(
    reasons.map(({ path, value, policy: by, level, operator, ignored }) => [
      path.at(-1),
      value,
      by,
      level,
      operator,
      ignored.map(({ why }) => why),
    ]),
  ).toEqual([
    ['workspaces', ['T1'], policyId(0), root, '@@assign', ['nothing-to-remove']],
    ['workspaces', ['T2'], policyId(1), prod, '@@append', []],
    ['workspaces', ['T3'], policyId(3), shop, '@@append', []],
  ]);
});

test('a setting on which operators did nothing is explained without a value', () => {
  const policy = effectiveChatPolicy(
    smallOrganization(workspacesPolicies([['a', root, { '@@remove': ['T1'] }]])),
    shop,
  );
  if (policy === undefined) throw new Error('the organization has the account');
  expect(explain(policy)).toMatchObject([
    {
      path: workspaces,
      value: null,
      policy: null,
      level: null,
      operator: null,
      ignored: [{ policy: policyId(0) }],
    },
  ]);
  expect(policy.effective).toEqual({});
});

const [one, two, three] = ['T1', 'T2', 'T3'].map((id) => workspacesOf({ '@@append': [id] })) as [
  JsonValue,
  JsonValue,
  JsonValue,
];

test('accounts beside each other have their own policies, however alike their lists of policies are', () => {
  const organization = organizationOf({
    policies: [workspacesOf({ '@@assign': ['T0'] })],
    accounts: [
      { policies: [one, two] },
      { policies: [one, three] },
      { policies: [one] },
      {},
      { policies: [three, one] },
    ],
  });
  const values = [...effectiveChatPolicies(organization)].map(({ policy }) => policy.settings[0]?.value);
  expect(values).toEqual([['T0', 'T1', 'T2'], ['T0', 'T1', 'T3'], ['T0', 'T1'], ['T0'], ['T0', 'T3', 'T1']]);
  values.forEach((value, index) => {
    expect(effectiveChatPolicy(organization, accountId(index + 1))?.settings[0]?.value).toEqual(value);
  });
});

test('accounts that share one of their policies differ by the others', () => {
  const play = '333333333333';
  const [shared, own, other] = workspacesPolicies([
    ['shared', shop, { '@@append': ['T1'] }],
    ['own', shop, { '@@append': ['T2'] }],
    ['other', play, { '@@append': ['T3'] }],
  ]);
  const policies = [shared, own, other].flatMap((policy) => (policy === undefined ? [] : [policy]));
  const organization = smallOrganization(
    policies.map((policy) => (policy.name === 'shared' ? { ...policy, on: [shop, play] } : policy)),
  );
  const along = chatPolicyAlong(organization);
  const values = [shop, play].map((id) => along(pathTo(organization, id) ?? []).settings[0]?.value);
  expect(values).toEqual([
    ['T1', 'T2'],
    ['T1', 'T3'],
  ]);
});

test('no group of accounts is empty, also where the first or the last account has policies', () => {
  const touched = { policies: [one] };
  const organization = organizationOf({
    accounts: [touched, {}, touched, touched],
    units: [{ accounts: [{}] }],
  });
  expect([...sharedChatPolicies(organization)].map(({ accounts }) => accounts.map(({ id }) => id))).toEqual(
    [[1], [2], [3], [4], [5]].map((numbers) => numbers.map(accountId)),
  );
});

test('accounts that inherit the same share one answer, which is merged once', () => {
  const organization = smallOrganization(layered.slice(0, 2));
  const along = chatPolicyAlong(organization);
  const path = pathTo(organization, shop) ?? [];
  const answer = along(path);
  expect(answer.settings[0]?.value).toEqual(['T1', 'T2']);
  expect(along(path)).toBe(answer);
  expect(along(path.slice(0, -1))).toBe(answer);
  expect(along(path.slice(0, 2))).not.toBe(answer);
});

test.each([
  ['the order of a list has no meaning', ['T1', 'T2'], ['T2', 'T1'], true],
  ['an item more', ['T1'], ['T1', 'T2'], false],
  ['an item fewer', ['T1', 'T2'], ['T1'], false],
  ['other items', ['T1', 'T2'], ['T1', 'T3'], false],
  ['a repeated item', ['T1', 'T1'], ['T1'], true],
  ['one word', 'enabled', 'enabled', true],
  ['two words', 'enabled', 'disabled', false],
  ['an unset word', 'enabled', undefined, false],
  ['unset on both sides', undefined, undefined, true],
  ['an empty list is not unset', [], undefined, false],
  ['unset is not an empty list', undefined, [], false],
])('values mean the same or not: %s', (_, a, b, expected) => {
  expect(sameValue(a, b)).toBe(expected);
  expect(sameValue(b, a)).toBe(expected);
});

test.each([
  ['the first-attached policy assigns', true, 7, ['p2']],
  ['any may have been attached first', false, 7, ['p2', 'p3']],
  ['a control forbids to assign', true, 6, []],
  ['a control forbids to assign, in any order', false, 2, []],
])('policies whose `@@assign` may apply: %s', (_, attachmentOrderKnown, allowed, expected) => {
  const use = (policy: string, assign?: readonly string[]) => ({
    policy,
    assign,
    append: ['T9'],
    remove: undefined,
  });
  const level = {
    id: root,
    name: 'Root',
    policies: [],
    attachmentOrderKnown,
    above: undefined,
    documents: new Map(),
  };
  const uses = [use('p1'), use('p2', ['T1']), use('p3', ['T2'])];
  const step = { inherited: undefined, level, uses, allowed, lockedAt: undefined };
  expect(winningAssigns(step).map(({ policy }) => policy)).toEqual(expected);
});
