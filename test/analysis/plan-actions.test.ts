import fc from 'fast-check';
import { changesNothing, planActions } from '../../modules/analysis/plan-actions.js';
import type { ChatPolicyIntent, GuardrailIntent, Intent, Target } from '../../modules/policy/intent.js';
import { awsLimits } from '../../modules/policy/limits.js';
import { planOf } from '../../modules/policy/plan/make-plan.js';
import type { JsonValue } from '../../modules/policy/text/json.js';
import { renderPlan } from '../../modules/report/plan-text.js';
import { applyPlan } from '../../modules/simulator/apply-plan.js';
import { chatSettings } from '../support/arbitrary-chat-settings.js';
import { guardrailRule } from '../support/arbitrary-guardrail.js';
import { runs, seed } from '../support/effort.js';
import { plannedPolicy } from '../support/planned-policy.js';
import { prod, root, type SmallPolicy, sandbox, smallOrganization } from '../support/small-organization.js';

const owned = { 'chat-guardrails:environment': 'default' };
const chat = (...workspaces: string[]): JsonValue => ({
  chatbot: { platforms: { slack: { workspaces: { '@@assign': workspaces } } } },
});
const planned = plannedPolicy('slack-only', {
  content: chat('T1', 'T2'),
  description: 'Slack',
  tags: owned,
  targets: [{ kind: 'root' }, { kind: 'unit', names: ['Workloads', 'Prod'] }],
});
const plan = { policies: [planned], environment: 'default' };
const deployed: SmallPolicy = {
  name: 'slack-only',
  content: chat('T1', 'T2'),
  description: 'Slack',
  tags: owned,
  on: [root, prod],
};

/** The actions in lines: the policy, then its attachments. */
function lines(policies: readonly SmallPolicy[], changes = {}, of = plan): readonly string[] {
  return planActions(of, smallOrganization(policies, changes)).flatMap((one) => [
    [one.action, one.policy, ...one.changes.map(({ field }) => field)].join(' '),
    ...one.attachments.map(({ action, target }) => `${action} ${target}`),
  ]);
}

describe('a policy of the plan', () => {
  test('that the organization does not have is created and attached', () => {
    expect(lines([])).toEqual(['create slack-only', 'create root', 'create Workloads/Prod']);
  });

  test('that is deployed does not change', () => {
    expect(lines([deployed])).toEqual(['no-change slack-only', 'no-change root', 'no-change Workloads/Prod']);
  });

  test.each<[string, Partial<SmallPolicy>]>([
    ['content', { content: chat('T1') }],
    ['description', { description: 'Other' }],
    ['tags', { tags: { ...owned, team: 'a' } }],
  ])('is updated where its %s differs', (field, more) => {
    const [policy, ...attachments] = lines([{ ...deployed, ...more }]);
    expect(policy).toBe(`update slack-only ${field}`);
    expect(attachments).toEqual(['no-change root', 'no-change Workloads/Prod']);
  });

  test.each<[string, SmallPolicy]>([
    [
      'a description that the file lacks',
      { name: 'slack-only', content: chat('T1', 'T2'), tags: owned, on: [root, prod] },
    ],
    [
      'tags that the file lacks',
      { name: 'slack-only', content: chat('T1', 'T2'), description: 'Slack', on: [root, prod] },
    ],
    ['tags of AWS', { ...deployed, tags: { ...owned, 'aws:createdBy': 'x' } }],
  ])('does not change because of %s', (_, policy) => {
    expect(lines([policy])[0]).toBe('no-change slack-only');
  });

  test('has the tags that the provider adds', () => {
    const organization = smallOrganization([{ ...deployed, tags: { ...owned, team: 'a' } }]);
    expect(planActions(plan, organization, { defaultTags: { team: 'a' } })[0]?.action).toBe('no-change');
    expect(planActions(plan, organization, { defaultTags: { team: 'b' } })[0]?.action).toBe('update');
  });

  test('is attached where it is missing and detached where the plan does not have it', () => {
    expect(lines([{ ...deployed, on: [root, sandbox] }])).toEqual([
      'no-change slack-only',
      'no-change root',
      'create Workloads/Prod',
      'detach Sandbox',
    ]);
  });

  test('that `existing` names is adopted, with the attachments that are imported', () => {
    const existing = { id: 'p-policy0000', attachments: { root } };
    const adopting = { ...plan, policies: [{ ...planned, tags: {}, existing }] };
    const policy = { ...deployed, name: 'by-hand', tags: {} };
    expect(lines([policy], {}, adopting)).toEqual([
      'adopt slack-only name',
      'adopt root',
      'no-change Workloads/Prod',
    ]);
  });

  test('replaces a policy of the same name and another type, which Terraform has at the same address', () => {
    const scp: SmallPolicy = {
      ...deployed,
      type: 'SERVICE_CONTROL_POLICY',
      content: {},
      on: [root, sandbox],
    };
    expect(lines([scp])).toEqual([
      'replace slack-only content',
      'replace root',
      'create Workloads/Prod',
      'detach Sandbox',
    ]);
    expect(lines([{ ...scp, tags: {} }])[0]).toBe('create slack-only');
  });

  test.each([
    ['whose document could not be read is unknown', 'policy', 'p-policy0000', 'unknown slack-only'],
    ['whose tags could not be read does not change', 'tags', 'p-policy0000', 'no-change slack-only'],
  ])('%s', (_, what, id, line) => {
    const missing = [{ what, id, reason: 'AccessDenied' }];
    expect(
      lines([{ ...deployed, content: what === 'policy' ? null : chat('T1', 'T2') }], { missing })[0],
    ).toBe(line);
  });

  test('is unknown where the list of policies could not be read', () => {
    const missing = [{ what: 'policies', id: 'CHATBOT_POLICY', reason: 'AccessDenied' }];
    expect(lines([], { missing })).toEqual(['unknown slack-only', 'unknown root', 'unknown Workloads/Prod']);
  });
});

test('policies with the ownership tag that are not in the plan are removed; others stay', () => {
  const gone = { ...deployed, name: 'old' };
  const others = [
    { ...deployed, name: 'a', tags: {} },
    { ...deployed, name: 'b', tags: { 'chat-guardrails:environment': 'prod' } },
  ];
  expect(lines([deployed, gone, ...others]).slice(3)).toEqual([
    'remove old',
    'detach root',
    'detach Workloads/Prod',
  ]);
});

test('without an organization every policy is new, unless it is adopted', () => {
  const existing = { id: 'p-policy0000', attachments: { root } };
  const adopted = { ...planned, id: 'b', name: 'b', existing };
  const actions = planActions({ policies: [planned, adopted] }, undefined);
  expect(actions.map(({ action, attachments }) => [action, ...attachments.map((one) => one.action)])).toEqual(
    [
      ['create', 'create', 'create'],
      ['adopt', 'adopt', 'create'],
    ],
  );
});

describe('the text', () => {
  const text = (policies: readonly SmallPolicy[], documents = false): string => {
    const actions = planActions(plan, smallOrganization(policies));
    return renderPlan(plan, actions, { colour: false, limits: awsLimits, isCompared: true, documents });
  };

  test('shows the difference of a document, and what happens to the attachments', () => {
    const old = { ...deployed, name: 'old', on: [sandbox] };
    expect(
      text([{ ...deployed, content: chat('T1', 'T3'), on: [root, sandbox] }, old]),
    ).toMatchInlineSnapshot(`
"Symbols:
  + create
  ~ update in place
  - destroy
  - detach

  ~ chat policy slack-only  p-policy0000, 75 of 10000 characters
        ~ document
            …
                    "workspaces": {
                      "@@assign": [
                        "T1"
          -             "T3"
          +             "T2"
                      ]
                    }
                  }
            …
        + attached to Workloads/Prod
        - detached from Sandbox
          1 attachment without change

  - chat policy old  p-policy0001
        - detached from Sandbox

Plan: 0 to create, 1 to update, 1 to destroy. Attachments: 1 to create, 2 to detach.
"
`);
  });

  test('prints that nothing changes, and whole documents with `--documents`', () => {
    expect(text([deployed])).toMatchInlineSnapshot(`
"No change: slack-only

No changes. The organization matches the configuration.
"
`);
    expect(text([deployed], true)).toContain('"@@assign": ["T1", "T2"]');
  });

  test('lists adopted policies without change by name, and attachments that Terraform would not import', () => {
    const adopting = (attachments: Readonly<Record<string, string>>): string => {
      const existing = { id: 'p-policy0000', attachments };
      const own = { ...plan, policies: [{ ...planned, tags: {}, existing }] };
      const actions = planActions(own, smallOrganization([{ ...deployed, tags: {} }]));
      return renderPlan(own, actions, { colour: false, limits: awsLimits, isCompared: true });
    };
    expect(adopting({ root, 'Workloads/Prod': prod })).toMatch(
      /^No change, adopted: slack-only\n\nNo changes\..* unless its state has it already\.\n$/,
    );
    expect(adopting({ root })).toContain(
      'already attached to Workloads/Prod; add it to `existing.attachments`',
    );
  });
});

const target = fc.constantFrom<Target>(
  { kind: 'root' },
  { kind: 'unit', names: ['Sandbox'] },
  { kind: 'unit', names: ['Workloads', 'Prod'] },
  { kind: 'id', id: '222222222222' },
);
const common = (name: string) => ({
  name: fc.constant(name),
  description: fc.constantFrom('', 'one', 'two'),
  tags: fc.constantFrom({}, { team: 'a' }),
  targets: fc
    .uniqueArray(target, { maxLength: 3, selector: (each) => JSON.stringify(each) })
    .map((all) => all.map((each) => ({ target: each, path: ['targets'] }))),
  except: fc.constantFrom<readonly string[]>([], ['333333333333']),
  retention: fc.constant({ skipDestroy: false, preventDestroy: false }),
  path: fc.constant([name]),
});
const chatPolicies = fc
  .subarray(['a', 'b', 'c'])
  .chain((names) =>
    fc.tuple(
      ...names.map(
        (name): fc.Arbitrary<ChatPolicyIntent> =>
          fc.record({ ...common(name), settings: chatSettings, attachAfter: fc.constantFrom([], ['a']) }),
      ),
    ),
  );
const guardrails = fc
  .subarray(['d', 'e', 'f'])
  .chain((names) =>
    fc.tuple(
      ...names.map(
        (name): fc.Arbitrary<GuardrailIntent> => fc.record({ ...common(name), rule: guardrailRule }),
      ),
    ),
  );
const intent: fc.Arbitrary<Intent> = fc.record({
  chatPolicies,
  guardrails,
  namePrefix: fc.constantFrom('', 'x-'),
  environment: fc.constant('default'),
  ownershipTag: fc.constant(true),
  limits: fc.constant(awsLimits),
  exceptions: fc.constant([]),
  packing: fc.constantFrom({ name: 'packed' }, { name: 'shared' }),
});

test(`a plan that was just applied changes nothing, after any plan before it (seed ${seed})`, () => {
  let planned = 0;
  const apply = (from: Intent, organization: ReturnType<typeof smallOrganization>) => {
    const { plan: made } = planOf(from, organization);
    return made === undefined ? undefined : { made, after: applyPlan(organization, made) };
  };
  fc.assert(
    fc.property(intent, intent, (first, second) => {
      const start = apply(first, smallOrganization([]))?.after ?? smallOrganization([]);
      const applied = apply(second, start);
      if (applied === undefined) return;
      planned++;
      const again = planOf(second, applied.after).plan;
      expect(again).toBeDefined();
      const actions = again === undefined ? [] : planActions(again, applied.after);
      expect(actions.filter((one) => !changesNothing([one]))).toEqual([]);
      const before = planActions(applied.made, start);
      if (changesNothing(before)) expect(applied.after).toEqual(start);
    }),
    { numRuns: runs(5_000), seed },
  );
  expect(planned).toBeGreaterThan(0);
});
