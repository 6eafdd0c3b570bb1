import fc from 'fast-check';
import type { ChatPolicyIntent, GuardrailIntent, Intent } from '../../../modules/policy/intent.js';
import { awsLimits } from '../../../modules/policy/limits.js';
import type { Organization } from '../../../modules/policy/organization/organization.js';
import { readOrganization } from '../../../modules/policy/organization/read-organization.js';
import { parseTarget } from '../../../modules/policy/organization/target.js';
import { planOf } from '../../../modules/policy/plan/make-plan.js';
import { type Plan, renderTarget } from '../../../modules/policy/plan/plan.js';
import { anyIntent } from '../../support/arbitrary-intent.js';
import { company } from '../../support/company.js';
import { runs } from '../../support/effort.js';

const organization = readOrganization(company()).organization as Organization;

function policy(name: string, targets: readonly string[], except: readonly string[] = []) {
  return {
    name,
    description: '',
    tags: {},
    targets: targets.map((text, index) => {
      const parsed = parseTarget(text);
      if (!('target' in parsed)) throw new Error(parsed.facts.rule);
      return { target: parsed.target, path: [name, 'targets', index] };
    }),
    except,
    retention: { skipDestroy: false, preventDestroy: false },
    path: [name],
  };
}

const everywhere = { platforms: [], configurations: [], accounts: [] };
const chat = (
  name: string,
  targets: readonly string[],
  more: Partial<ChatPolicyIntent> = {},
): ChatPolicyIntent => ({
  ...policy(name, targets),
  settings: { slack: { workspaces: { append: [name.toUpperCase()] } } },
  attachAfter: [],
  ...more,
});
const guardrail = (name: string, targets: readonly string[], actions = ['rds:*']): GuardrailIntent => ({
  ...policy(name, targets),
  rule: {
    statements: [{ effect: 'deny', actions, resources: ['*'], conditions: {} }],
    from: everywhere,
    partition: 'aws',
  },
});
const intent = (parts: Partial<Intent>): Intent => ({
  chatPolicies: [],
  guardrails: [],
  namePrefix: '',
  environment: 'default',
  ownershipTag: true,
  limits: awsLimits,
  exceptions: [],
  ...parts,
});
const targetsOf = (plan: Plan | undefined) => plan?.policies.map(({ targets }) => targets.map(renderTarget));

test('a policy has its name with the prefix, its id without', () => {
  const { plan } = planOf(intent({ namePrefix: 'prod-', chatPolicies: [chat('a', ['root'])] }));
  expect(plan?.policies).toMatchObject([{ id: 'a', name: 'prod-a', type: 'CHATBOT_POLICY' }]);
});

test('the text of a document is minified and is the content', () => {
  const { plan } = planOf(
    intent({ chatPolicies: [chat('a', ['root'])], guardrails: [guardrail('b', ['root'])] }),
  );
  for (const { content, text } of plan?.policies ?? []) expect(text).toBe(JSON.stringify(content));
  expect(plan?.policies).toHaveLength(2);
});

test('a raw document is minified and nothing else', () => {
  const content = { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['B', 'A', 'A'] } } } } };
  const settings = { content, file: 'raw.json' };
  const { plan } = planOf(intent({ chatPolicies: [chat('a', ['root'], { settings })] }));
  expect(plan?.policies[0]?.text).toBe(JSON.stringify(content));
});

test('the accounts that a guardrail exempts are in its condition, and its targets stay', () => {
  const spared = { ...guardrail('a', ['root']), except: ['333333333333'] };
  const { plan } = planOf(intent({ guardrails: [spared] }));
  expect(targetsOf(plan)).toEqual([['root']]);
  expect(plan?.policies[0]?.content).toMatchObject({
    Statement: [{ Condition: { ArnNotLike: { 'aws:ChatbotSourceArn': 'arn:aws:chatbot::333333333333:*' } } }],
  });
});

describe('the targets of a chat policy with exceptions become the largest units and accounts around them', () => {
  test.each([
    [
      'an account of a unit',
      ['root'],
      ['333333333333'],
      ['111111111111', 'Security', '444444444444', 'Workloads/Test', 'Fleet'],
    ],
    ['all accounts of a unit', ['root'], ['222222222222'], ['111111111111', 'Workloads', 'Fleet']],
    ['the management account', ['root'], ['111111111111'], ['Security', 'Workloads', 'Fleet']],
    ['two accounts', ['Workloads'], ['333333333333', '555555555555'], ['444444444444']],
    ['an account elsewhere changes nothing', ['Workloads'], ['222222222222'], ['Workloads']],
    [
      'targets that overlap',
      ['Workloads', 'Workloads/Prod'],
      ['333333333333'],
      ['444444444444', 'Workloads/Test'],
    ],
    [
      'ids are kept as they were written',
      ['ou-ab12-workload1', 'Security'],
      ['222222222222'],
      ['ou-ab12-workload1'],
    ],
  ])('%s', (_, targets, except, expanded) => {
    const { plan } = planOf(intent({ chatPolicies: [chat('a', targets, { except })] }), organization);
    expect(targetsOf(plan)).toEqual([expanded]);
  });
});

describe('attachment order', () => {
  const peers = (
    after: Readonly<Record<string, readonly string[]>>,
    targets: Readonly<Record<string, string[]>> = {},
  ) =>
    ['a', 'b', 'c'].map((name) =>
      chat(name, targets[name] ?? ['root'], {
        settings: { slack: { workspaces: { assign: [name.toUpperCase()] } } },
        attachAfter: after[name] ?? [],
      }),
    );
  const orderOf = (chatPolicies: readonly ChatPolicyIntent[]) =>
    planOf(intent({ chatPolicies })).plan?.policies.map(({ attachAfter }) => attachAfter);

  test('the plan holds which policy is attached after which', () => {
    expect(orderOf(peers({ b: ['a'], c: ['b', 'a'] }))).toEqual([[], ['a'], ['a', 'b']]);
  });

  test('an order through a policy with other targets binds those that share one', () => {
    expect(orderOf(peers({ b: ['a'], c: ['b'] }, { b: ['Security'] }))).toEqual([[], ['a'], ['a', 'b']]);
  });

  test('an order that leaves two of three open is refused', () => {
    const { plan, problems } = planOf(intent({ chatPolicies: peers({ b: ['a'], c: ['a'] }) }));
    expect(plan).toBeUndefined();
    expect(problems.map(({ path, message }) => [path[0], message.slice(0, 11)])).toEqual([
      ['c', '`c` and `b`'],
    ]);
  });

  test('each of hundreds on one target is compared with the first ten of them, in their order', () => {
    const names = Array.from({ length: 500 }, (_, index) => `p${index}`);
    const settings = { slack: { workspaces: { assign: ['T1'] } } };
    const chatPolicies = names.map((name) => chat(name, ['root'], { settings }));
    const { problems } = planOf(intent({ chatPolicies }));
    const peers = problems.filter(({ kind }) => kind === 'peers-assign-same-value');
    expect(peers).toHaveLength((10 * 9) / 2 + 490 * 10);
    expect(peers.slice(0, 3).map(({ message }) => message.slice(0, 13))).toEqual([
      '`p1` and `p0`',
      '`p2` and `p0`',
      '`p2` and `p1`',
    ]);
  });

  test('peers are reported in the order of the configuration, whichever target they share', () => {
    const shared = { a: ['Security'], b: ['Fleet'], c: ['Fleet', 'Security'] };
    const { problems } = planOf(intent({ chatPolicies: peers({}, shared) }));
    expect(problems.map(({ path, message }) => [path[2], message.slice(0, 11)])).toEqual([
      [1, '`c` and `a`'],
      [0, '`c` and `b`'],
    ]);
  });
});

const kindsOf = (parts: Partial<Intent>, known?: Organization) =>
  planOf(intent(parts), known).problems.map(({ kind }) => kind);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => guardrail(`g${index}`, []));

describe('names', () => {
  const rulesOf = (name: string, namePrefix: string) =>
    planOf(intent({ namePrefix, guardrails: [guardrail(name, ['root'])] })).problems.map(
      ({ facts }) => facts,
    );

  test('may have 128 characters with their prefix', () => {
    expect(rulesOf('a'.repeat(128), '')).toEqual([]);
    expect(rulesOf('a'.repeat(126), 'p-')).toEqual([]);
  });

  test('of 129 characters are too long', () => {
    expect(rulesOf('a'.repeat(129), '')).toMatchObject([{ rule: 'long', count: 129, limit: 128 }]);
    expect(rulesOf('a'.repeat(127), 'p-')).toMatchObject([{ rule: 'long-prefixed', count: 129, limit: 128 }]);
  });

  test('that are not valid are not duplicates as well', () => {
    const guardrails = [guardrail('', ['root']), guardrail('', ['root'])];
    expect(kindsOf({ guardrails })).toEqual(['invalid-name']);
  });
});

describe('the number of policies', () => {
  const limits = {
    ...awsLimits,
    serviceControlPolicy: { ...awsLimits.serviceControlPolicy, policiesPerOrganization: 3 },
  };

  test('may be the limit', () => {
    expect(kindsOf({ limits, guardrails: numbered(3) })).toEqual([]);
    expect(kindsOf({ limits, guardrails: numbered(4) })).toEqual(['too-many-policies']);
  });

  test('is the only problem where it is more than AWS allows', () => {
    const chatPolicies = Array.from({ length: 1_001 }, () => chat('', []));
    const { plan, problems } = planOf(intent({ chatPolicies }));
    expect(plan).toBeUndefined();
    expect(problems).toMatchObject([
      { kind: 'too-many-policies', path: [], facts: { type: 'CHATBOT_POLICY', count: 1_001, limit: 1_000 } },
    ]);
    expect(planOf(intent({ limits, guardrails: numbered(1_001) })).problems).toMatchObject([
      { kind: 'too-many-policies', facts: { type: 'SERVICE_CONTROL_POLICY', count: 1_001, limit: 3 } },
    ]);
  });

  test('is one problem of many where the limit is lower', () => {
    const guardrails = [guardrail('', []), ...numbered(999)];
    expect(kindsOf({ limits, guardrails })).toEqual(['invalid-name', 'too-many-policies']);
  });
});

describe('exceptions of a chat policy', () => {
  const fleet = (count: number) =>
    Array.from({ length: count }, (_, index) => String(600_000_000_001 + index));
  const problemsWith = (targets: readonly string[], except: readonly string[]) =>
    kindsOf({ chatPolicies: [chat('a', targets, { except })] }, organization);

  test('may leave 100 targets', () => {
    expect(problemsWith(['Fleet'], fleet(20))).toEqual(['except-accounts-to-come']);
    expect(problemsWith(['Fleet'], fleet(19))).toEqual([
      'except-too-many-targets',
      'except-accounts-to-come',
    ]);
  });

  test('elsewhere split no organizational unit', () => {
    expect(problemsWith(['Workloads'], ['222222222222'])).toEqual(['except-outside-targets']);
  });

  test('leave nothing only where there are targets', () => {
    expect(problemsWith([], ['222222222222'])).toEqual(['except-outside-targets']);
    expect(problemsWith(['222222222222', 'Fleet'], ['222222222222'])).toEqual(['conflicting-keys']);
  });
});

describe('a policy that exists', () => {
  const existing = { id: 'p-12345678', attachments: { root: 'r-ab12', Fleet: 'ou-ab12-fleet0001' } };

  test('keeps the spelling of its document where both mean the same', () => {
    const spelled = {
      Version: '2012-10-17',
      Statement: [
        {
          Condition: { ArnLike: { 'aws:ChatbotSourceArn': ['arn:aws:chatbot::*:chat-configuration/*'] } },
          Effect: 'Deny',
          Action: 'RDS:*',
          Resource: ['*'],
        },
      ],
    };
    const { plan, problems } = planOf(
      intent({
        guardrails: [
          {
            ...guardrail('g', ['root', 'Fleet']),
            existing: { ...existing, document: { content: spelled, file: 'g.json' } },
          },
        ],
      }),
    );
    expect(problems).toEqual([]);
    expect(plan?.policies[0]?.text).toBe(JSON.stringify(spelled));
    expect(JSON.stringify(plan?.policies[0]?.existing)).toBe(
      '{"id":"p-12345678","attachments":{"Fleet":"ou-ab12-fleet0001","root":"r-ab12"}}',
    );
  });

  test('has a note for another document and a warning for other attachments', () => {
    const document = { content: { Statement: [] }, file: 'g.json' };
    const { problems } = planOf(
      intent({ guardrails: [{ ...guardrail('g', ['root']), existing: { ...existing, document } }] }),
    );
    expect(problems).toMatchObject([
      { kind: 'outdated-spelling', severity: 'note' },
      { kind: 'existing-without-target', severity: 'warning', facts: { target: 'Fleet' } },
    ]);
  });
});

test('the first policy of a long guardrail is the one that exists', () => {
  const actions = Array.from({ length: 60 }, (_, index) => `ec2:DoSomething${index}`);
  const existing = { id: 'p-12345678', attachments: {} };
  const limits = {
    ...awsLimits,
    serviceControlPolicy: { ...awsLimits.serviceControlPolicy, documentCharacters: 1_000 },
  };
  const guardrails = [{ ...guardrail('g', ['root'], actions), existing }];
  const { plan } = planOf(intent({ limits, guardrails }));
  expect(plan?.policies.map(({ id, existing }) => [id, existing?.id])).toEqual([
    ['g', 'p-12345678'],
    ['g-2', undefined],
  ]);
});

describe('the policies that guardrails share', () => {
  const packing = { name: 'chat' };
  const policiesOf = (...guardrails: readonly GuardrailIntent[]) => {
    const { plan } = planOf(intent({ packing, guardrails }));
    return plan?.policies.map(({ name, description }) => [name, description]);
  };

  // Names of deployed policies: another name replaces the policy.
  test.each([
    [['root'], 'chat-root-1'],
    [['Workloads/Prod'], 'chat-Workloads-Prod-1'],
    [['root', 'Workloads/Prod'], 'chat-Workloads-Prod-root-dd7dc448-1'],
    [['Workloads/Prod', 'root'], 'chat-Workloads-Prod-root-dd7dc448-1'],
    [['R & D'], 'chat-R-D-27983eaa-1'],
    [['(Ops)'], 'chat-Ops-7db93b69-1'],
    [['日本'], 'chat-nowhere-cfbff82f-1'],
    [['a'.repeat(50)], `chat-${'a'.repeat(40)}-6d63a7dc-1`],
    [[], 'chat-nowhere-f46b45ea-1'],
  ])('on %j are named %s', (targets, name) => {
    expect(policiesOf(guardrail('a', targets))).toEqual([[name, 'Guardrails: a']]);
  });

  test('do not depend on the order of tags', () => {
    const one = { ...guardrail('a', ['root']), tags: { x: '1', y: '2' } };
    const other = { ...guardrail('b', ['root'], ['s3:*']), tags: { y: '2', x: '1' } };
    expect(policiesOf(one, other)).toEqual([['chat-root-4cc200bc-1', 'Guardrails: a, b']]);
  });

  test('count their guardrails where the names are too long for a description', () => {
    const limit = awsLimits.policyDescriptionCharacters - 'Guardrails: , '.length;
    const names = (count: number): readonly string[] => ['a'.repeat(100), 'b'.repeat(count - 100)];
    const described = (count: number) => {
      const [a = '', b = ''] = names(count);
      const limits = { ...awsLimits, policyNameCharacters: 1_000 };
      const guardrails = [guardrail(a, ['root']), guardrail(b, ['root'], ['s3:*'])];
      return planOf(intent({ packing, limits, guardrails })).plan?.policies.map(
        (one) => one.description.length,
      );
    };
    expect(described(limit)).toEqual([awsLimits.policyDescriptionCharacters]);
    expect(described(limit + 1)).toEqual(['2 guardrails'.length]);
  });
});

describe('without an organization file', () => {
  const same = { settings: { slack: { workspaces: { assign: ['T1'] } } } };

  test('the root is the same target by name and by ID', () => {
    expect(kindsOf({ guardrails: [guardrail('g', ['root', 'r-ab12'])] })).toEqual(['duplicate-target']);
  });

  test('an OU can be the same by path and ID, an account cannot', () => {
    const problemsBeside = (target: string) =>
      kindsOf({ chatPolicies: [chat('a', ['Fleet'], same), chat('b', [target], same)] });
    expect(problemsBeside('ou-ab12-fleet0001')).toEqual(['peers-assign-same-value']);
    expect(problemsBeside('111111111111')).toEqual([]);
  });
});

test('a misspelt root is an unknown target', () => {
  const { problems } = planOf(intent({ guardrails: [guardrail('g', ['rot'])] }), organization);
  expect(problems).toMatchObject([{ kind: 'unknown-target', facts: { nearest: 'root' } }]);
});

test.each(['xp-12345678', 'p-123456789', 'p-platform'])('%s is not the ID of a policy', (target) => {
  expect(kindsOf({ guardrails: [guardrail('g', [target])] })).toEqual([]);
});

test('a guardrail is attached after no other policy', () => {
  const { plan } = planOf(intent({ guardrails: [guardrail('g', ['root'])] }));
  expect(plan?.policies[0]?.attachAfter).toEqual([]);
});

describe('descriptions and tags', () => {
  const problemsOf = (changes: Partial<GuardrailIntent>) =>
    planOf(intent({ guardrails: [{ ...guardrail('g', ['root']), ...changes }] })).problems;
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'x']));

  test('may be as long as AWS allows', () => {
    const tags = { ['k'.repeat(128)]: 'v'.repeat(256), 'my-aws:x': '' };
    expect(problemsOf({ description: 'd'.repeat(512), tags })).toEqual([]);
  });

  test('that are too many are one error', () => {
    expect(problemsOf({ tags: many(51) })).toMatchObject([
      {
        kind: 'invalid-tag',
        severity: 'error',
        path: ['g', 'tags'],
        facts: { rule: 'too-many-with-ours', count: 52 },
      },
    ]);
    const existing = { id: 'p-12345678', attachments: {} };
    expect(problemsOf({ tags: many(51), existing })).toMatchObject([
      { facts: { rule: 'too-many', count: 51 } },
    ]);
    expect(problemsOf({ tags: { 'chat-guardrails:environment': 'other' }, existing })).toEqual([]);
  });
});

test('a raw service control policy may have 10,240 characters, a raw chat policy 10,000', () => {
  const ofLength = (length: number) => {
    const content = { a: '' };
    return { content: { a: 'x'.repeat(length - JSON.stringify(content).length) }, file: 'raw.json' };
  };
  const kinds = (length: number) => [
    kindsOf({ guardrails: [{ ...guardrail('g', ['root']), rule: ofLength(length) }] }),
    kindsOf({ chatPolicies: [chat('a', ['root'], { settings: ofLength(length) })] }),
  ];
  expect(kinds(10_000)).toEqual([[], []]);
  expect(kinds(10_001)).toEqual([[], ['document-too-large']]);
  expect(kinds(10_241)).toEqual([['document-too-large'], ['document-too-large']]);
});

test('units of one name under different parents are different places', () => {
  const { plan, problems } = planOf(
    intent({ chatPolicies: [chat('a', ['Workloads/Prod', 'Security/Prod'])] }),
  );
  expect(problems).toEqual([]);
  expect(targetsOf(plan)).toEqual([['Workloads/Prod', 'Security/Prod']]);
});

/** A plan without the order of what has none: policies and their targets. */
function unordered(plan: Plan | undefined) {
  const policies = plan?.policies.map((each) => ({
    ...each,
    targets: each.targets.map(renderTarget).sort(),
  }));
  return policies?.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });

test('a plan does not depend on the order of policies, targets and lists', () => {
  const chatPolicies = [
    chat('a', ['root', 'Workloads/Prod'], { settings: { slack: { workspaces: { assign: ['T1', 'T2'] } } } }),
    chat('b', ['root', 'Fleet'], {
      settings: { slack: { workspaces: { assign: ['T3'] } } },
      attachAfter: ['a'],
    }),
    chat('c', ['Security'], { except: ['222222222222'], settings: { default: { assign: 'disabled' } } }),
  ];
  const guardrails = [
    guardrail('d', ['root', 'Fleet'], ['rds:*', 'ec2:*', 's3:*']),
    guardrail('e', ['Security']),
  ];
  const original = unordered(planOf(intent({ chatPolicies: chatPolicies.slice(0, 2), guardrails })).plan);
  const ordering = fc.tuple(
    shuffled(chatPolicies.slice(0, 2)),
    shuffled(guardrails),
    shuffled(['root', 'Fleet']),
    shuffled(['rds:*', 'ec2:*', 's3:*']),
    shuffled(['T1', 'T2']),
  );
  fc.assert(
    fc.property(ordering, ([someChat, someGuardrails, targets, actions, workspaces]) => {
      const other = intent({
        chatPolicies: someChat.map((each) =>
          each.name === 'a' ? { ...each, settings: { slack: { workspaces: { assign: workspaces } } } } : each,
        ),
        guardrails: someGuardrails.map((each) =>
          each.name === 'd' ? { ...guardrail('d', targets, actions) } : each,
        ),
      });
      expect(unordered(planOf(other).plan)).toEqual(original);
    }),
  );
});

test('no intent makes the planner throw, and a plan comes exactly when no problem is an error', () => {
  fc.assert(
    fc.property(anyIntent, fc.boolean(), (any, known) => {
      const { plan, problems } = planOf(any, known ? organization : undefined);
      expect(plan === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
    }),
    { numRuns: runs(15_000) },
  );
});

/** Three chat policies with different settings: any targets, any exception, any order that has no circle. */
const plausibleIntent = fc
  .tuple(
    fc.array(fc.subarray(['root', 'Workloads', 'Workloads/Prod', 'Security', 'Fleet'], { minLength: 1 }), {
      minLength: 3,
      maxLength: 3,
    }),
    fc.subarray(['222222222222', '444444444444']),
    fc.subarray(['a']),
    fc.subarray(['a', 'b']),
  )
  .map(([targets, except, beforeB, beforeC]) =>
    intent({
      chatPolicies: [
        chat('a', targets[0] ?? [], { settings: { slack: { workspaces: { assign: ['T1'] } } } }),
        chat('b', targets[1] ?? [], { settings: { default: { assign: 'disabled' } }, attachAfter: beforeB }),
        chat('c', targets[2] ?? [], {
          settings: { chime: { client: { assign: 'disabled' } } },
          attachAfter: beforeC,
          except,
        }),
      ],
    }),
  );

test('in every plan, no policy comes before itself and every target of a known organization is there once', () => {
  let policies = 0;
  fc.assert(
    fc.property(plausibleIntent, (any) => {
      const { plan } = planOf(any, organization);
      policies += plan?.policies.length ?? 0;
      for (const { id, attachAfter, targets } of plan?.policies ?? []) {
        expect(attachAfter).not.toContain(id);
        expect(new Set(targets.map(renderTarget)).size).toBe(targets.length);
      }
    }),
    { numRuns: runs(15_000) },
  );
  expect(policies).toBeGreaterThan(0);
});
