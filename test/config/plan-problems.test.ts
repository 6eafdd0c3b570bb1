import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';
import { company } from '../support/company.js';
import { problemLines } from '../support/planned-configuration.js';

type Case = readonly [title: string, text: string, lines: readonly string[]];

const workspaces = Array.from({ length: 1000 }, (_, index) => `T${String(index).padStart(9, '0')}`);
const long = { chatbot: { platforms: { slack: { workspaces: { '@@assign': workspaces } } } } };
const files = {
  organizations: {
    'org.json': organization(),
    'other-way-round.json': organization(['p-foreign002', 'p-foreign001']),
    'unknown-order.json': organization(['p-foreign002', 'p-foreign001'], { attachmentOrderKnown: false }),
  },
  documents: { 'long.json': JSON.stringify(long, null, 2) },
};

describe('names', () => {
  test.each<Case>([
    [
      'two policies of one name',
      `
chatPolicies:
  - { name: a, targets: Security, slack: { workspaces: { append: T1 } } }
  - { name: a, targets: Workloads, slack: { workspaces: { append: T2 } } }
guardrails:
  - { name: a, targets: root, deny: "rds:Describe*" }
`,
      [
        '4:13 error duplicate-policy-name rule=in-file policy=a',
        '6:13 error duplicate-policy-name rule=in-file policy=a',
      ],
    ],
    [
      'one name in two environments of one organization',
      `
organization: org.json
environments: { a: {}, b: {}, c: { namePrefix: c- }, d: { organization: other-way-round.json } }
guardrails:
  - { name: g, targets: Fleet, deny: "rds:Describe*" }
  - { name: h, targets: Fleet, deny: "rds:Describe*" }
`,
      [
        '3:27 error duplicate-policy-name rule=environments policy=g other=a environment=b count=2',
        '3:57 error duplicate-policy-name rule=environments policy=g other=a environment=d count=2',
      ],
    ],
    [
      'names that become one address in Terraform',
      `
chatPolicies:
  - { name: a.b, targets: Security, slack: { workspaces: { append: T1 } } }
  - { name: ab, targets: Workloads, slack: { workspaces: { append: T2 } } }
  - { name: Ab, targets: root, slack: { workspaces: { append: T3 } } }
`,
      ['4:13 error colliding-names policy=ab other=a.b address=ab'],
    ],
    [
      'names that AWS or Terraform refuse, the prefix counted',
      `
namePrefix: prod-
chatPolicies:
  - { name: "---", targets: root, slack: { workspaces: { append: T1 } } }
  - { name: "", targets: root, slack: { workspaces: { append: T2 } } }
  - { name: "a\\tb", targets: root, slack: { workspaces: { append: T3 } } }
  - { name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, targets: root, slack: { workspaces: { append: T4 } } }
  - { name: Gruppe-ü, targets: Security, slack: { workspaces: { append: T5 } } }
`,
      [
        '4:13 error invalid-name rule=no-letter-or-digit policy=---',
        '5:13 error invalid-name rule=empty policy=',
        '6:13 error invalid-name rule=control-character policy=a\tb',
        `7:13 error invalid-name rule=long-prefixed policy=${'x'.repeat(124)} count=129 limit=128`,
        '8:13 warning invalid-name rule=not-ascii policy=Gruppe-ü',
      ],
    ],
    [
      "the name of AWS's own policy",
      `
guardrails:
  - { name: FullAWSAccess, targets: root, deny: "rds:Describe*" }
`,
      ['3:13 error invalid-name rule=aws-managed policy=FullAWSAccess'],
    ],
    [
      'descriptions and tags that AWS refuses',
      `
chatPolicies:
  - { name: a, targets: root, slack: { workspaces: { append: T1 } }, description: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, tags: { "aws:a": b, "": c, kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: d, e: vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv } }
`,
      [
        '3:83 error invalid-description policy=a count=513 limit=512',
        '3:615 error invalid-tag rule=reserved-key policy=a key=aws:a',
        '3:622 error invalid-tag rule=no-key policy=a key=',
        `3:756 error invalid-tag rule=long-key policy=a key=${'k'.repeat(129)} count=129 limit=128`,
        '3:762 error invalid-tag rule=long-value policy=a key=e count=257 limit=256',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('targets', () => {
  test.each<Case>([
    [
      'without an organization, the root is known to be one',
      `
chatPolicies:
  - { name: a, targets: [root, r-ab12, Workloads, Workloads], slack: { workspaces: { append: T1 } } }
`,
      [
        '3:32 error duplicate-target rule=same-target target=r-ab12 other=root',
        '3:51 error duplicate-target rule=target target=Workloads',
      ],
    ],
    [
      'with an organization, paths and ids are one place',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: [root, r-ab12, Workloads/Prod, ou-ab12-prod00001, "333333333333", "333333333333"], slack: { workspaces: { append: T1 } } }
`,
      [
        '4:32 error duplicate-target rule=same-target target=r-ab12 other=root',
        '4:56 error duplicate-target rule=same-target target=ou-ab12-prod00001 other=Workloads/Prod',
        '4:91 error duplicate-target rule=target target=333333333333',
      ],
    ],
    [
      'places that are not in the organization',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: [Workloads/Pord, Prod, Fleet/Prod, ou-ab12-zzzzzzzz, "999999999999", R/D], slack: { workspaces: { append: T1 } } }
`,
      [
        '4:26 error unknown-target rule=unit target=Workloads/Pord nearest=Workloads/Prod',
        '4:42 error unknown-target rule=nested-unit target=Prod nearest=Workloads/Prod',
        '4:48 error unknown-target rule=unit target=Fleet/Prod',
        '4:60 error unknown-target rule=id target=ou-ab12-zzzzzzzz',
        '4:78 error unknown-target rule=id target=999999999999',
        '4:94 error unknown-target rule=unit target=R/D',
      ],
    ],
    [
      'an id that is two slips from another one is taken for it, one that is further away is not',
      `
organization: org.json
guardrails:
  - { name: a, targets: ['222222222233'], deny: 'rds:DeleteDBCluster' }
  - { name: b, targets: ['222222222333'], deny: 'rds:DeleteDBCluster' }
`,
      [
        '4:26 error unknown-target rule=id target=222222222233 nearest=222222222222',
        '5:26 error unknown-target rule=id target=222222222333',
      ],
    ],
    [
      'an exception twice',
      `
organization: org.json
guardrails:
  - { name: a, targets: root, deny: "rds:Describe*", except: ["333333333333", "444444444444", "333333333333"] }
`,
      ['4:95 error duplicate-target rule=except account=333333333333'],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('quotas', () => {
  test.each<Case>([
    [
      'six chat policies on one target',
      `
chatPolicies:
  - { name: p1, targets: root, slack: { workspaces: { append: T1 } } }
  - { name: p2, targets: root, slack: { workspaces: { append: T2 } } }
  - { name: p3, targets: root, slack: { workspaces: { append: T3 } } }
  - { name: p4, targets: root, slack: { workspaces: { append: T4 } } }
  - { name: p5, targets: root, slack: { workspaces: { append: T5 } } }
  - { name: p6, targets: [Workloads, r-ab12], slack: { workspaces: { append: T6 } } }
`,
      [
        '8:38 error too-many-attachments rule=plan type=CHATBOT_POLICY count=6 limit=5 target=r-ab12 others=[] organization=false',
      ],
    ],
    [
      'ten guardrails beside the policy of AWS that is everywhere',
      `
guardrails:
  - { name: g0, targets: Workloads, deny: "rds:Describe*" }
  - { name: g1, targets: Workloads, deny: "rds:Describe*" }
  - { name: g2, targets: Workloads, deny: "rds:Describe*" }
  - { name: g3, targets: Workloads, deny: "rds:Describe*" }
  - { name: g4, targets: Workloads, deny: "rds:Describe*" }
  - { name: g5, targets: Workloads, deny: "rds:Describe*" }
  - { name: g6, targets: Workloads, deny: "rds:Describe*" }
  - { name: g7, targets: Workloads, deny: "rds:Describe*" }
  - { name: g8, targets: Workloads, deny: "rds:Describe*" }
  - { name: g9, targets: Workloads, deny: "rds:Describe*" }
`,
      [
        '12:26 error too-many-attachments rule=plan type=SERVICE_CONTROL_POLICY count=11 limit=10 target=Workloads others=["FullAWSAccess"] organization=false',
      ],
    ],
    [
      'two guardrails beside nine policies that are attached already',
      `
organization: org.json
guardrails:
  - { name: a, targets: Workloads, deny: "rds:Describe*" }
  - { name: b, targets: ou-ab12-workload1, deny: "rds:Describe*" }
`,
      [
        '5:25 error too-many-attachments rule=plan type=SERVICE_CONTROL_POLICY count=11 limit=10 target=ou-ab12-workload1 others=["FullAWSAccess","p-guardrail0","p-guardrail1","p-guardrail2","p-guardrail3","p-guardrail4","p-guardrail5","p-guardrail6","p-guardrail7"] organization=true',
      ],
    ],
    [
      'one of them fits',
      `
organization: org.json
guardrails:
  - { name: a, targets: Workloads, deny: "rds:Describe*" }
`,
      [],
    ],
    [
      'a quota that was raised',
      `
limits: { serviceControlPolicy: { attachmentsPerTarget: 11 } }
organization: org.json
guardrails:
  - { name: a, targets: Workloads, deny: "rds:Describe*" }
  - { name: b, targets: ou-ab12-workload1, deny: "rds:Describe*" }
`,
      [],
    ],
    [
      'more policies than an organization may have, those of others counted',
      `
limits: { chatPolicy: { policiesPerOrganization: 2 } }
organization: org.json
chatPolicies:
  - { name: taken-over, targets: Fleet, slack: { workspaces: { append: T1 } }, existing: { policy: p-foreign002 } }
  - { name: b, targets: Fleet, slack: { workspaces: { append: T2 } } }
`,
      ['2:1 error too-many-policies type=CHATBOT_POLICY count=3 limit=2'],
    ],
    [
      'a document over the limit, however it is written',
      `
chatPolicies:
  - { name: a, targets: root, document: long.json }
`,
      [
        '3:5 error document-too-large rule=characters count=13065 limit=10000',
        'long.json 5:23 warning long-list count=1000 limit=255',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('order', () => {
  test.each<Case>([
    [
      'two chat policies that assign one setting on one target',
      `
chatPolicies:
  - { name: a, targets: root, default: disabled, slack: { client: enabled, workspaces: T1 } }
  - { name: b, targets: [Security, r-ab12], slack: { client: enabled, workspaces: T2 } }
`,
      [
        '4:36 error peers-assign-same-value rule=plan policy=b other=a settings=["chatbot.platforms.slack.client","chatbot.platforms.slack.workspaces"] target=r-ab12',
      ],
    ],
    [
      'an accepted order, also through a third policy',
      `
chatPolicies:
  - { name: a, targets: root, slack: { workspaces: T1 } }
  - { name: b, targets: root, slack: { workspaces: T2 }, attachAfter: a }
  - { name: c, targets: root, slack: { workspaces: T3 }, attachAfter: b }
`,
      [],
    ],
    [
      'on different targets there is no order to accept',
      `
chatPolicies:
  - { name: a, targets: root, slack: { workspaces: T1 } }
  - { name: b, targets: Security, slack: { workspaces: T2 } }
`,
      [],
    ],
    [
      'appending is no assigning',
      `
chatPolicies:
  - { name: a, targets: root, slack: { workspaces: T1 } }
  - { name: b, targets: root, slack: { workspaces: { append: T2 } } }
`,
      [],
    ],
    [
      'a path and an id that may be one unit, where no organization tells',
      `
chatPolicies:
  - { name: a, targets: [Fleet, Security], slack: { workspaces: T1 } }
  - { name: b, targets: [ou-ab12-security1, "111111111111"], slack: { workspaces: T2 } }
  - { name: c, targets: ou-ab12-security1, slack: { client: enabled, workspaces: { append: T2 } } }
  - { name: d, targets: Security, slack: { workspaces: T3 }, attachAfter: [a, b] }
`,
      [
        '4:26 warning peers-assign-same-value rule=maybe-one-target policy=b other=a settings=["chatbot.platforms.slack.workspaces"] target=ou-ab12-security1 otherTarget=Fleet',
      ],
    ],
    [
      'a path and an id that are two units',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: Fleet, slack: { workspaces: T1 } }
  - { name: b, targets: ou-ab12-security1, slack: { workspaces: T2 } }
`,
      [],
    ],
    [
      'a policy that is attached already assigns too, whatever the case of its keys',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: Security, slack: { client: enabled, workspaces: T1 } }
`,
      [
        '4:25 error peers-assign-same-value rule=attached-already policy=a other=old-chat settings=["chatbot.platforms.slack.client"] target=Security',
        '4:25 error peers-assign-same-value rule=attached-already policy=a other=taken-over settings=["chatbot.platforms.slack.client"] target=Security',
      ],
    ],
    [
      'its precedence can be accepted',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: Security, slack: { client: enabled, workspaces: T1 }, attachAfter: [old-chat, taken-over] }
`,
      [],
    ],
    [
      'a precedence that the organization contradicts cannot be accepted',
      `
organization: other-way-round.json
chatPolicies:
  - { name: taken-over, targets: Security, slack: { client: enabled, workspaces: T1 }, attachAfter: old-chat, existing: { policy: p-foreign002 } }
`,
      [
        '4:101 error unknown-attachment-order rule=attached-earlier policy=taken-over other=old-chat target=Security',
      ],
    ],
    [
      'a precedence in an order that is not known is a warning',
      `
organization: unknown-order.json
chatPolicies:
  - { name: taken-over, targets: Security, slack: { client: enabled, workspaces: T1 }, attachAfter: old-chat, existing: { policy: p-foreign002 } }
`,
      [
        '4:101 warning unknown-attachment-order rule=order-not-known policy=taken-over other=old-chat target=Security',
      ],
    ],
    [
      'a precedence can be accepted for all waves, though the first one does not meet it',
      `
organization: org.json
waves: [canary, all]
wave: canary
chatPolicies:
  - { name: a, targets: { canary: Fleet, all: Security }, slack: { client: enabled, workspaces: T1 }, attachAfter: [old-chat, taken-over] }
`,
      [],
    ],
    [
      'a name that neither the configuration nor the organization has is no order',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: Fleet, slack: { client: enabled, workspaces: T1 }, attachAfter: odl-chat }
`,
      ['4:89 error unknown-attachment-order rule=unknown-policy policy=odl-chat organization=true'],
    ],
    [
      'with a prefix, a policy comes after the one of the organization that has its name without the prefix',
      `
organization: org.json
namePrefix: new-
chatPolicies:
  - { name: old-chat, targets: Security, slack: { client: enabled, workspaces: T1 }, attachAfter: [old-chat, taken-over] }
`,
      [],
    ],
    [
      'an order that decides nothing is not held against the organization',
      `
organization: other-way-round.json
chatPolicies:
  - { name: taken-over, targets: Security, slack: { workspaces: T1 }, attachAfter: old-chat, existing: { policy: p-foreign002 } }
`,
      [],
    ],
    [
      'that a policy was attached first is no order to rely on',
      `
organization: other-way-round.json
chatPolicies:
  - { name: taken-over, targets: Security, slack: { client: enabled, workspaces: T1 }, existing: { policy: p-foreign002 } }
`,
      [
        '4:34 error peers-assign-same-value rule=attached-first policy=taken-over other=old-chat settings=["chatbot.platforms.slack.client"] target=Security',
      ],
    ],
    [
      'a policy that the plan takes over moves its attachments',
      `
organization: org.json
chatPolicies:
  - { name: taken-over, targets: Fleet, slack: { client: enabled, workspaces: T1 }, existing: { policy: p-foreign002 } }
  - { name: a, targets: Security, slack: { client: enabled, workspaces: T1 }, attachAfter: old-chat }
`,
      [],
    ],
    [
      'orders that mean nothing',
      `
chatPolicies:
  - { name: alpha, targets: root, slack: { workspaces: T1 }, attachAfter: [alhpa, old-chat, alpha] }
  - { name: beta, targets: root, slack: { workspaces: T2 }, attachAfter: gamma }
  - { name: gamma, targets: root, slack: { workspaces: T3 }, attachAfter: [beta, alpha] }
`,
      [
        '3:76 error unknown-attachment-order rule=unknown-policy policy=alhpa organization=false nearest=alpha',
        '3:83 error unknown-attachment-order rule=unknown-policy policy=old-chat organization=false',
        '3:93 error unknown-attachment-order rule=itself policy=alpha',
        '5:76 error unknown-attachment-order rule=circle policy=gamma other=beta',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('exceptions', () => {
  test.each<Case>([
    [
      'a chat policy excepts accounts only around an organization',
      `
chatPolicies:
  - { name: a, targets: root, slack: { workspaces: { append: T1 } }, except: "333333333333" }
`,
      ['3:78 error except-needs-organization'],
    ],
    [
      'accounts that come later are not reached',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: root, slack: { workspaces: { append: T1 } }, except: "333333333333" }
`,
      ['4:78 warning except-accounts-to-come targets=["root","Workloads","Workloads/Prod"]'],
    ],
    [
      'exceptions that leave nothing',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: Security, slack: { workspaces: { append: T1 } }, except: "222222222222" }
`,
      ['4:82 error except-leaves-nothing', '4:82 warning except-accounts-to-come targets=["Security"]'],
    ],
    [
      'exceptions that make too many attachments',
      `
organization: org.json
chatPolicies:
  - { name: a, targets: Fleet, slack: { workspaces: { append: T1 } }, except: "600000000007" }
`,
      [
        '4:79 error except-too-many-targets count=119 limit=100',
        '4:79 warning except-accounts-to-come targets=["Fleet"]',
      ],
    ],
    [
      'excepted accounts that are targets, elsewhere or nowhere',
      `
organization: org.json
guardrails:
  - { name: a, targets: [Workloads, "222222222222"], deny: "rds:Describe*", except: ["222222222222", "555555555555", "111111111111", "999999999999"] }
`,
      [
        '4:86 error conflicting-keys rule=target-in-except account=222222222222',
        '4:118 warning except-outside-targets rule=outside account=111111111111',
        '4:134 warning except-outside-targets rule=unknown-account account=999999999999',
      ],
    ],
    [
      'a guardrail on the management account alone',
      `
organization: org.json
guardrails:
  - { name: a, targets: "111111111111", deny: "rds:Describe*" }
  - { name: b, targets: ["111111111111", Security], deny: "rds:Describe*" }
`,
      ['4:25 warning only-management-account account=111111111111'],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

/** The organization of the documentation, with a chat policy and control policies of somebody else on some units. */
function organization(
  onSecurity: readonly string[] = ['p-foreign001', 'p-foreign002'],
  known: JsonObject = {},
): JsonObject {
  const file = company();
  const policies = file['policies'] as Record<string, JsonObject>;
  const chat = { chatbot: { platforms: { slack: { client: { '@@ASSIGN': 'disabled' } } } } };
  policies['p-foreign001'] = { name: 'old-chat', type: 'CHATBOT_POLICY', content: chat };
  policies['p-foreign002'] = { name: 'taken-over', type: 'CHATBOT_POLICY', content: chat };
  const root = file['root'] as Record<string, JsonValue>;
  const [security, workloads] = root['organizationalUnits'] as Record<string, JsonValue>[];
  if (security === undefined || workloads === undefined) throw new Error('the company has both');
  Object.assign(security, known, { policies: ['p-FullAWSAccess', ...onSecurity] });
  const guardrails = Array.from({ length: 8 }, (_, index) => `p-guardrail${index}`);
  for (const id of guardrails) {
    policies[id] = {
      name: id,
      type: 'SERVICE_CONTROL_POLICY',
      content: policies['p-FullAWSAccess']?.['content'] ?? null,
    };
  }
  workloads['policies'] = ['p-FullAWSAccess', ...guardrails];
  return file;
}

describe('policy types that are not enabled', () => {
  const both = `
organization: org.json
chatPolicies:
  - { name: chat, targets: Security, slack: { workspaces: [T0123ABCD] } }
guardrails:
  - { name: g, targets: Security, deny: rds:DeleteDBCluster }
`;
  const disabledTypes = (text: string, types: readonly string[]): readonly string[] => {
    const organizations = { 'org.json': { ...organization(), enabledPolicyTypes: types } };
    return problemLines(text, { organizations }).filter((line) => line.includes('policy-type-not-enabled'));
  };

  test('are a warning each where the configuration has policies of the type', () => {
    const facts = 'root=r-ab12 count=1';
    expect(disabledTypes(both, [])).toEqual([
      `2:15 warning policy-type-not-enabled type=CHATBOT_POLICY ${facts}`,
      `2:15 warning policy-type-not-enabled type=SERVICE_CONTROL_POLICY ${facts}`,
    ]);
    expect(disabledTypes(both, ['SERVICE_CONTROL_POLICY'])).toHaveLength(1);
    expect(disabledTypes(both.slice(0, both.indexOf('guardrails')), ['CHATBOT_POLICY'])).toEqual([]);
  });
});
