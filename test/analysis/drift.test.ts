import { driftOf } from '../../modules/analysis/drift.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { renderDriftMarkdown } from '../../modules/report/drift-markdown.js';
import { renderDrift } from '../../modules/report/drift-text.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import { plannedPolicy } from '../support/planned-policy.js';
import {
  policyId,
  prod,
  root,
  type SmallPolicy,
  sandbox,
  smallOrganization,
} from '../support/small-organization.js';

const chat = (...workspaces: string[]): JsonValue => ({
  chatbot: { platforms: { slack: { workspaces: { '@@assign': workspaces } } } },
});
const deny = (...actions: string[]): JsonValue => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'One', Effect: 'Deny', Action: actions, Resource: '*' }],
});
const regions = (exempt: string): JsonValue => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      NotAction: ['iam:*', exempt],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
    },
  ],
});
const chatOnly: JsonValue = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: 'iam:*',
      Resource: '*',
      Condition: { ArnLike: { 'AWS:ChatbotSourceArn': 'arn:aws:chatbot::*:*' } },
    },
  ],
};
const planned = plannedPolicy('slack-only', {
  content: chat('T1', 'T2'),
  targets: [{ kind: 'root' }, { kind: 'unit', names: ['Workloads', 'Prod'] }],
});
const plan = { policies: [planned] };
const deployed: SmallPolicy = { name: 'slack-only', content: chat('T1', 'T2'), on: [root, prod] };

function kinds(policies: readonly SmallPolicy[], changes = {}): readonly unknown[] {
  return driftOf(plan, smallOrganization(policies, changes)).differences.map(({ kind, policy, target }) => [
    kind,
    policy,
    target,
  ]);
}

describe('there is no drift', () => {
  test('in an organization to which the plan was applied', () => {
    expect(driftOf(plan, applyPlan(smallOrganization(), plan))).toEqual({ differences: [], unknown: [] });
  });

  test.each<[string, JsonValue]>([
    ['another order of a list', chat('T2', 'T1')],
    [
      'keys of another case',
      { Chatbot: { Platforms: { SLACK: { Workspaces: { '@@Assign': ['T1', 'T2'] } } } } },
    ],
  ])('in %s', (_, content) => {
    expect(kinds([{ ...deployed, content }])).toEqual([]);
  });

  test('in a description, which has no effect', () => {
    expect(kinds([{ ...deployed, description: 'by hand' }])).toEqual([]);
  });

  test("in AWS's own policies, and in types that are not ours", () => {
    const others = [
      {
        name: 'FullAWSAccess',
        type: 'SERVICE_CONTROL_POLICY',
        awsManaged: true,
        content: deny(),
        on: [root],
      },
      { name: 'tags', type: 'TAG_POLICY', content: {}, on: [root] },
    ];
    expect(kinds([deployed, ...others])).toEqual([]);
  });

  test('where an account is named by its unit: targets are compared as places', () => {
    const byId = {
      policies: [
        {
          ...planned,
          targets: [
            { kind: 'id', id: root },
            { kind: 'id', id: prod },
          ] as const,
        },
      ],
    };
    expect(driftOf(byId, smallOrganization([deployed])).differences).toEqual([]);
  });
});

describe('there is a drift', () => {
  test('where a policy is gone', () => {
    expect(kinds([])).toEqual([['policy-missing', 'slack-only', null]]);
  });

  test('where a policy has another content', () => {
    const [difference] = driftOf(plan, smallOrganization([{ ...deployed, content: chat('T1') }])).differences;
    expect(difference).toMatchObject({
      kind: 'policy-changed',
      expected: chat('T1', 'T2'),
      found: chat('T1'),
    });
  });

  test('where a policy was detached, and where it was attached by hand', () => {
    expect(kinds([{ ...deployed, on: [root, sandbox, '333333333333'] }])).toEqual([
      ['attachment-missing', 'slack-only', 'Workloads/Prod'],
      ['attachment-unmanaged', 'slack-only', 'Sandbox'],
      ['attachment-unmanaged', 'slack-only', '333333333333'],
    ]);
  });

  test('where a policy was made by hand, with the targets it is attached to', () => {
    const mine = { name: 'a-mine', type: 'SERVICE_CONTROL_POLICY', content: deny('iam:*'), on: [sandbox] };
    const organization = smallOrganization([deployed, { name: 'mine' }, mine]);
    const { differences } = driftOf(plan, organization, { allPolicies: true });
    expect(differences).toMatchObject([
      { kind: 'policy-unmanaged', policy: 'a-mine', targets: ['Sandbox'], found: deny('iam:*') },
      { kind: 'policy-unmanaged', policy: 'mine', targets: [] },
    ]);
  });

  test.each<[string, JsonValue, boolean]>([
    ['names sessions of chat', chatOnly, true],
    ['denies the Regions of chat', regions('chat:none'), true],
    ['denies everything, everywhere', deny('*'), true],
    ['denies the chat service', deny('chatbot:*'), true],
    ['denies an action of another service', deny('iam:*'), false],
    ['denies Regions and exempts the chat service', regions('chatbot:*'), false],
    [
      'allows everything',
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      false,
    ],
  ])(
    'where a service control policy that is not in the plan concerns chat: one that %s',
    (_, content, found) => {
      const other = { name: 'other', type: 'SERVICE_CONTROL_POLICY', content, on: [sandbox] };
      expect(kinds([deployed, other])).toEqual(found ? [['policy-unmanaged', 'other', null]] : []);
    },
  );

  test('where a policy carries the ownership tag of the environment and is not in the plan', () => {
    const tagged = (value: string) => ({
      name: `of-${value}`,
      type: 'SERVICE_CONTROL_POLICY',
      content: deny('iam:*'),
      tags: { 'chat-guardrails:environment': value },
    });
    const organization = smallOrganization([deployed, tagged('prod'), tagged('test')]);
    const { differences } = driftOf({ ...plan, environment: 'prod' }, organization);
    expect(differences).toMatchObject([{ kind: 'policy-unmanaged', policy: 'of-prod' }]);
  });

  test('where a policy that the plan adopts by its id has another name, only by its content', () => {
    const adopted = { ...planned, existing: { id: policyId(0), attachments: {} } };
    const organization = smallOrganization([{ ...deployed, name: 'old-name', content: chat('T1') }]);
    const { differences } = driftOf({ policies: [adopted] }, organization);
    expect(differences).toMatchObject([{ kind: 'policy-changed', policy: 'slack-only' }]);
  });

  test('where a type was switched off that the plan uses', () => {
    const changes = { enabledPolicyTypes: ['SERVICE_CONTROL_POLICY'] };
    expect(kinds([deployed], changes)).toEqual([['type-disabled', null, 'root']]);
    expect(kinds([deployed], { enabledPolicyTypes: ['CHATBOT_POLICY'] })).toEqual([]);
  });

  test('where a target no longer exists', () => {
    const gone = { policies: [{ ...planned, targets: [{ kind: 'unit', names: ['Old'] }] as const }] };
    const { differences } = driftOf(gone, smallOrganization([{ ...deployed, on: [] }]));
    expect(differences).toMatchObject([{ kind: 'attachment-missing', target: 'Old' }]);
  });
});

describe('what is not known is not compared, and is reported', () => {
  const unknown = (what: string, id: string) => ({ missing: [{ what, id, reason: 'AccessDenied' }] });
  test.each<[string, readonly SmallPolicy[], string, string]>([
    ['the content of a policy', [{ ...deployed, content: null }], 'policy', policyId(0)],
    ['the list of policies', [], 'policies', 'CHATBOT_POLICY'],
    ['the attachments of a target', [{ ...deployed, on: [root] }], 'attachments', prod],
  ])('%s', (_, policies, what, id) => {
    const drift = driftOf(plan, smallOrganization(policies, unknown(what, id)));
    expect(drift.differences).toEqual([]);
    expect(drift.unknown).toHaveLength(1);
  });

  test('a target in a part of the tree that could not be read', () => {
    const elsewhere = { policies: [{ ...planned, targets: [{ kind: 'id', id: '444444444444' }] as const }] };
    const partial = smallOrganization([{ ...deployed, on: [] }], unknown('accounts', sandbox));
    expect(driftOf(elsewhere, partial).differences).toEqual([]);
  });

  test('chat configurations and tags play no part', () => {
    const partial = smallOrganization([deployed], unknown('channels', '222222222222'));
    expect(driftOf(plan, partial).unknown).toEqual([]);
  });
});

describe('a drift in words', () => {
  const scp = plannedPolicy('keep', { type: 'SERVICE_CONTROL_POLICY', content: deny('rds:*', 'iam:*') });
  const changed = smallOrganization([
    { ...deployed, content: chat('T1', 'T9'), on: [root] },
    { name: 'keep', type: 'SERVICE_CONTROL_POLICY', content: deny('iam:*') },
    { name: 'by\u202ehand <b>|x' },
  ]);
  const drift = driftOf({ policies: [planned, scp] }, changed);

  test('names the setting that changed, or the statement, and both sides', () => {
    expect(renderDrift(drift, { colour: false })).toBe(`4 differences

slack-only (chat policy)
  differs from the plan
    chatbot.platforms.slack.workspaces.@@assign
      planned ["T1","T2"]
      found   ["T1","T9"]
  is not attached to Workloads/Prod

keep (service control policy)
  differs from the plan
    statement
      planned {"Action":["iam:*","rds:*"],"Effect":"Deny","Resource":["*"]}
    statement
      found   {"Action":["iam:*"],"Effect":"Deny","Resource":["*"]}

by\\u{202e}hand <b>|x (chat policy)
  is not in the plan; attached nowhere
`);
  });

  test('in Markdown, where foreign names do nothing', () => {
    const markdown = renderDriftMarkdown(drift);
    expect(markdown).toContain('  | where | planned | found |');
    expect(markdown).not.toMatch(/<b>|\u202e/);
    expect(renderDriftMarkdown(drift)).toBe(markdown);
  });

  test('in Markdown no longer than a comment may be', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ name: `policy ${index} ${'x'.repeat(60)}` }));
    const long = renderDriftMarkdown(driftOf(plan, smallOrganization(many)));
    expect(long.length).toBeLessThan(65_536);
    expect(long).toMatch(/_\d+ more policies are not shown here\._/);
  });
});
