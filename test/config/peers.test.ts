import type { JsonObject } from '../../modules/policy/text/json.js';
import { problemLines } from '../support/planned-configuration.js';
import {
  policyId,
  prod,
  root,
  type SmallPolicy,
  smallOrganizationFile,
} from '../support/small-organization.js';

type Case = readonly [title: string, text: string, lines: readonly string[]];

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const other = '11111111-2222-4333-8444-bbbbbbbbbbbb';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

const slack = (settings: JsonObject): JsonObject => ({ chatbot: { platforms: { slack: settings } } });
const beside = (name: string, on: string, content: JsonObject): SmallPolicy => ({ name, on: [on], content });
const client = { client: { '@@assign': 'enabled' } };
const policies: readonly SmallPolicy[] = [
  beside('assigns', prod, slack(client)),
  beside('appends', prod, slack({ workspaces: { '@@append': ['T9'] } })),
  beside('locks', prod, slack({ default: { '@@operators_allowed_for_child_policies': ['@@none'] } })),
  { name: 'scp', on: [prod], type: 'SERVICE_CONTROL_POLICY', content: slack({ overrides: {} }) },
  { ...beside('twice', root, slack({ workspaces: { '@@assign': ['T9'] } })), on: [root, '222222222222'] },
  beside('mine', prod, slack({})),
];
const files = {
  organizations: {
    'org.json': smallOrganizationFile(policies),
    'unordered.json': unordered(reversed(smallOrganizationFile(policies))),
    'first.json': reversed(smallOrganizationFile(policies)),
  },
  documents: {
    'folded.json': JSON.stringify({
      ChatBot: { platforms: { Slack: { Client: { '@@ASSIGN': 'enabled' } } } },
    }),
    'root.json': JSON.stringify({ chatbot: {}, '@@assign': 'enabled' }),
  },
};

function peerProblems(text: string): readonly string[] {
  return problemLines(text, files).filter((line) => line.includes(' peers-assign-same-value '));
}

describe('chat policies of a plan that assign one setting on one target', () => {
  const two = (first: string, second: string): string => `
chatPolicies:
  - { name: a, targets: root, ${first} }
  - { name: b, targets: root, ${second} }
`;
  const both = (...settings: readonly string[]): readonly string[] => [
    `4:25 error peers-assign-same-value rule=plan policy=b other=a settings=${JSON.stringify(settings.map((setting) => `chatbot.${setting}`))} target=root`,
  ];

  test.each<Case>([
    [
      'the client of Microsoft Teams',
      two('microsoftTeams: { client: enabled }', 'microsoftTeams: { client: disabled }'),
      both('platforms.microsoft_teams.client'),
    ],
    [
      'the teams of a tenant',
      two(
        `microsoftTeams: { tenants: { ${tenant}: all } }`,
        `microsoftTeams: { tenants: { ${other}: all, ${tenant}: ${team} } }`,
      ),
      both(`platforms.microsoft_teams.tenants.${tenant}`),
    ],
    [
      'the channel types of an override',
      two(
        'slack: { overrides: { T1: { channelTypes: private } } }',
        'slack: { overrides: { T1: { channelTypes: public, roleSettings: user_role } } }',
      ),
      both('platforms.slack.overrides.t1.supported_channel_types'),
    ],
    ['the default', two('default: enabled', 'default: disabled'), both('default.client')],
    [
      'a setting of a document with keys in another case',
      two('slack: { client: enabled }', 'document: folded.json'),
      both('platforms.slack.client'),
    ],
    [
      'four settings',
      two(
        'default: enabled, slack: { client: enabled, workspaces: T1 }, microsoftTeams: { client: enabled }',
        'default: enabled, slack: { client: enabled, workspaces: T1 }, microsoftTeams: { client: enabled }',
      ),
      both(
        'platforms.slack.client',
        'platforms.slack.workspaces',
        'platforms.microsoft_teams.client',
        'default.client',
      ),
    ],
    [
      'three settings',
      two(
        'default: enabled, slack: { client: enabled, workspaces: T1 }',
        'default: enabled, slack: { client: enabled, workspaces: T1 }',
      ),
      both('platforms.slack.client', 'platforms.slack.workspaces', 'default.client'),
    ],
    [
      'each pair of three, where they meet first',
      `
chatPolicies:
  - { name: a, targets: [Security, Workloads], slack: { client: enabled } }
  - { name: b, targets: [Sandbox, Workloads, Security], slack: { client: enabled } }
  - { name: c, targets: [root, Sandbox], slack: { client: enabled } }
`,
      [
        '4:35 error peers-assign-same-value rule=plan policy=b other=a settings=["chatbot.platforms.slack.client"] target=Workloads',
        '5:32 error peers-assign-same-value rule=plan policy=c other=b settings=["chatbot.platforms.slack.client"] target=Sandbox',
      ],
    ],
  ])('are problems: %s', (_, text, lines) => {
    expect(peerProblems(text)).toEqual(lines);
  });

  test.each<readonly [string, string]>([
    [
      'the clients of two platforms',
      two('slack: { client: enabled }', 'microsoftTeams: { client: enabled }'),
    ],
    [
      'the teams of two tenants',
      two(
        `microsoftTeams: { tenants: { ${tenant}: all } }`,
        `microsoftTeams: { tenants: { ${other}: all } }`,
      ),
    ],
    [
      'the channel types of one workspace and of another',
      two(
        'slack: { overrides: { T1: { channelTypes: private } } }',
        'slack: { overrides: { T2: { channelTypes: private } } }',
      ),
    ],
    [
      'the channel types of a workspace and of all',
      two('slack: { overrides: { T1: { channelTypes: private } } }', 'slack: { channelTypes: public }'),
    ],
    [
      'the channel types and the roles of one workspace',
      two(
        'slack: { overrides: { T1: { channelTypes: private } } }',
        'slack: { overrides: { T1: { roleSettings: user_role } } }',
      ),
    ],
    ['the default and a platform', two('default: disabled', 'slack: { client: disabled }')],
    [
      'what both append or remove',
      two('slack: { workspaces: { append: T1 } }', 'slack: { workspaces: { append: T1, remove: T2 } }'),
    ],
    ['locks', two('children: none, slack: { client: enabled }', 'slack: { children: none, workspaces: T1 }')],
    ['an operator at the root of a document', two('document: root.json', 'document: root.json')],
    [
      'an order that the first accepts',
      `
chatPolicies:
  - { name: a, targets: root, slack: { client: enabled }, attachAfter: b }
  - { name: b, targets: root, slack: { client: enabled } }
`,
    ],
  ])('are not a problem: %s', (_, text) => {
    expect(peerProblems(text)).toEqual([]);
  });
});

describe('a path and an ID without an organization file', () => {
  const on = (first: string, second: string): string => `
chatPolicies:
  - { name: a, targets: ${first}, slack: { client: enabled } }
  - { name: b, targets: ${second}, slack: { client: enabled } }
`;

  test.each([
    ['a path after an id', 'ou-ab12-security1', 'Fleet', '4:25', 'Fleet', 'ou-ab12-security1'],
    ['an id after a path', 'Fleet', 'ou-ab12-security1', '4:25', 'ou-ab12-security1', 'Fleet'],
    [
      'the second target of each',
      '[root, Fleet]',
      '["111111111111", ou-ab12-security1]',
      '4:42',
      'ou-ab12-security1',
      'Fleet',
    ],
  ])('may be one: %s', (_, first, second, place, target, otherTarget) => {
    expect(peerProblems(on(first, second))).toEqual([
      `${place} warning peers-assign-same-value rule=maybe-one-target policy=b other=a settings=["chatbot.platforms.slack.client"] target=${target} otherTarget=${otherTarget}`,
    ]);
  });

  test.each([
    ['two paths', 'Fleet', 'Security'],
    ['two ids', 'ou-ab12-security1', 'ou-ab12-security2'],
    ['a path and an account', 'Fleet', '"111111111111"'],
    ['an account and a path', '"111111111111"', 'Fleet'],
    ['the root and the id of a unit', 'root', 'ou-ab12-security1'],
    ['a path and the id of the root', 'Fleet', 'r-ab12'],
  ])('are two for sure: %s', (_, first, second) => {
    expect(peerProblems(on(first, second))).toEqual([]);
  });
});

describe('an unplanned chat policy that assigns the same setting', () => {
  const one = (file: string, targets: string, rest: string, name = 'new'): string => `
organization: ${file}
chatPolicies:
  - { name: ${name}, targets: ${targets}, ${rest} }
`;
  const attached = (
    place: string,
    policy: string,
    { rule = 'attached-already', other = 'assigns', setting = 'client', target = 'Workloads/Prod' } = {},
  ): readonly string[] => [
    `${place} error peers-assign-same-value rule=${rule} policy=${policy} other=${other} settings=["chatbot.platforms.slack.${setting}"] target=${target}`,
  ];

  test.each<Case>([
    [
      'where it is attached, and nowhere else',
      one('org.json', '[Sandbox, Workloads/Prod]', 'slack: { client: enabled }'),
      attached('4:37', 'new'),
    ],
    [
      'once, though it is attached to two of the targets',
      one('org.json', '["222222222222", root]', 'slack: { workspaces: T1 }'),
      attached('4:28', 'new', { other: 'twice', setting: 'workspaces', target: '222222222222' }),
    ],
    [
      'where the plan takes over a policy behind it',
      one('org.json', 'Workloads/Prod', 'slack: { client: enabled }', 'mine'),
      attached('4:28', 'mine'),
    ],
    [
      'where it is not known which of the two was attached first',
      one('unordered.json', 'Workloads/Prod', 'slack: { client: enabled }', 'mine'),
      attached('4:28', 'mine'),
    ],
    [
      'where others stand before it, and the policy of the plan is new',
      one('first.json', 'Workloads/Prod', 'slack: { client: enabled }'),
      attached('4:27', 'new'),
    ],
    [
      'where the plan takes over a policy before it',
      one('first.json', 'Workloads/Prod', 'slack: { client: enabled }', 'mine'),
      attached('4:28', 'mine', { rule: 'attached-first' }),
    ],
  ])('is a problem: %s', (_, text, lines) => {
    expect(peerProblems(text)).toEqual(lines);
  });

  test.each<readonly [string, string]>([
    ['it appends', one('org.json', 'Workloads/Prod', 'slack: { workspaces: T1 }')],
    ['it has a lock alone', one('org.json', 'Workloads/Prod', 'slack: { channelTypes: private }')],
    ['the plan appends', one('org.json', 'root', 'slack: { workspaces: { append: T1 } }')],
    ['it is attached to a unit above', one('org.json', '"222222222222"', 'slack: { client: enabled }')],
    ['it is attached to a unit below', one('org.json', 'Workloads', 'slack: { client: enabled }')],
    [
      'its precedence is accepted',
      one('org.json', 'Workloads/Prod', 'slack: { client: enabled }, attachAfter: assigns'),
    ],
    ['the plan takes it over', one('org.json', 'Workloads/Prod', 'slack: { client: enabled }', 'assigns')],
  ])('is not a problem where %s', (_, text) => {
    expect(peerProblems(text)).toEqual([]);
  });
});

/** Every target of the file, changed. */
function targets(file: JsonObject, change: (target: JsonObject) => JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(file), (_key, value) =>
    value?.accounts || value?.id ? change(value) : value,
  );
}

function unordered(file: JsonObject): JsonObject {
  return targets(file, (target) =>
    target['id'] === prod ? { ...target, attachmentOrderKnown: false } : target,
  );
}

function reversed(file: JsonObject): JsonObject {
  const order = policies.map((_, index) => policyId(policies.length - 1 - index));
  return targets(file, (target) =>
    target['id'] === prod
      ? { ...target, policies: order.filter((id) => (target['policies'] as readonly string[]).includes(id)) }
      : target,
  );
}
