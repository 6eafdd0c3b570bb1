import type { JsonObject, JsonValue } from '../../modules/policy/text/json.js';
import { planned, plannedWithNotes } from '../support/planned-configuration.js';
import { type SmallPolicy, smallOrganizationFile } from '../support/small-organization.js';

const shop = '222222222222';
const play = '333333333333';

const base: SmallPolicy = {
  name: 'base',
  content: {
    chatbot: {
      platforms: {
        slack: {
          client: { '@@assign': 'enabled' },
          workspaces: { '@@assign': ['T0PINE0001', 'T0PINE0002'] },
        },
      },
    },
  },
  on: ['r-ab12'],
};

function channel(accountId: string, name: string, more: JsonObject = {}): JsonObject {
  return {
    accountId,
    platform: 'slack',
    name,
    workspaceId: 'T0PINE0001',
    userRoleRequired: false,
    guardrailPolicyArns: [],
    ...more,
  };
}

const channels = [channel(shop, 'night-watch'), channel(play, 'builds', { workspaceId: 'T0OAKS0009' })];

/** Severity, kind, line, column and facts of every problem of a configuration in an organization. */
function found(
  text: string,
  organization: JsonValue = smallOrganizationFile([base], { channels }),
): readonly unknown[] {
  const { problems } = planned(`organization: o.json\n${text}`, {
    organizations: { 'o.json': organization },
  });
  return problems.map(({ severity, kind, line, column, facts }) => [
    severity,
    kind,
    `${line}:${column}`,
    facts,
  ]);
}

function chat(slack: string, targets = 'Workloads'): string {
  return `chatPolicies:\n  - name: mine\n    targets: ${targets}\n    slack:\n      ${slack}\n`;
}

function guardrail(keys: string): string {
  return `guardrails:\n  - name: mine\n    targets: root\n    deny: s3:DeleteBucket\n    ${keys}\n`;
}

describe('an item to remove', () => {
  const setting = 'slack.workspaces';

  test('that no policy above allows is a warning at the item, with the nearest one', () => {
    expect(found(chat('workspaces: { remove: [T0PINE0002, T0PINE0012] }'))).toEqual([
      [
        'warning',
        'remove-without-effect',
        '6:42',
        {
          policy: 'mine',
          setting,
          found: 'T0PINE0012',
          target: 'Workloads',
          rule: 'not-in-list',
          nearest: 'T0PINE0002',
        },
      ],
    ]);
  });

  test('of a list that no policy sets is a warning, for channel types as well', () => {
    expect(found(chat('workspaces: { remove: T0PINE0001 }'), smallOrganizationFile([]))).toMatchObject([
      ['warning', 'remove-without-effect', '6:29', { rule: 'list-not-set', found: 'T0PINE0001' }],
    ]);
    expect(found(chat('channelTypes: { remove: public }'))).toMatchObject([
      ['warning', 'remove-without-effect', '6:31', { rule: 'list-not-set', found: 'public' }],
    ]);
  });

  test('that only `*` allows is a warning', () => {
    const all = {
      ...base,
      content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['*'] } } } } },
    };
    expect(found(chat('workspaces: { remove: T0PINE0001 }'), smallOrganizationFile([all]))).toMatchObject([
      ['warning', 'remove-without-effect', '6:29', { rule: 'wildcard' }],
    ]);
  });

  test('of a team names its tenant list', () => {
    const [tenant, team, other] = ['0', '1', '2'].map(
      (digit) => `01234567-89ab-cdef-0123-45678900000${digit}`,
    );
    const teams: SmallPolicy = {
      name: 'teams',
      on: ['r-ab12'],
      content: {
        chatbot: {
          platforms: { microsoft_teams: { tenants: { [String(tenant)]: { '@@assign': [String(team)] } } } },
        },
      },
    };
    const text = `chatPolicies:\n  - name: mine\n    targets: Workloads\n    microsoftTeams: { tenants: { ${tenant}: { remove: ${other} } } }\n`;
    expect(found(text, smallOrganizationFile([teams]))).toMatchObject([
      ['warning', 'remove-without-effect', '5:82', { found: other, nearest: team }],
    ]);
  });

  test.each([
    ['that a policy above allows', chat('workspaces: { remove: T0PINE0002 }')],
    ['that the policy itself appends', chat('workspaces: { append: T0MAPLE001, remove: T0MAPLE001 }')],
    [
      'that is in the list at one of two targets',
      chat('workspaces: { remove: T0PINE0002 }', '[root, Workloads]'),
    ],
    [
      'of a word that the list does not hold anyway',
      `chatPolicies:\n  - { name: top, targets: root, slack: { channelTypes: private } }\n  - { name: mine, targets: Workloads, slack: { channelTypes: { remove: public } } }\n`,
    ],
  ])('%s is right', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('is not judged where a policy above could not be read', () => {
    const file = smallOrganizationFile([base], {
      missing: [{ what: 'policies', id: 'CHATBOT_POLICY', reason: 'denied' }],
    });
    expect(found(chat('workspaces: { remove: T0PINE0012 }'), file)).toEqual([]);
  });

  test('that a peer may have assigned first is not judged while the attachment order is unknown', () => {
    const peer = {
      name: 'peer',
      on: ['r-ab12'],
      content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T0MAPLE001'] } } } } },
    };
    const file = smallOrganizationFile([base, peer], {});
    const root = { ...(file['root'] as JsonObject), attachmentOrderKnown: false };
    expect(found(chat('workspaces: { remove: T0MAPLE001 }'), { ...file, root })).toEqual([]);
  });
});

describe('names of chat configurations', () => {
  test('that no channel has are warnings with the nearest one', () => {
    expect(found(guardrail('from: { configurations: [night-watch, nightwatch] }'))).toEqual([
      [
        'warning',
        'unknown-chat-configuration',
        '6:43',
        { policy: 'mine', key: 'from', found: 'nightwatch', rule: 'unknown', nearest: 'night-watch' },
      ],
    ]);
  });

  test('that only another platform or account has are warnings', () => {
    expect(
      found(guardrail('from: { platforms: microsoftTeams, configurations: night-watch }')),
    ).toMatchObject([
      ['warning', 'unknown-chat-configuration', '6:56', { rule: 'elsewhere', found: 'night-watch' }],
    ]);
    expect(found(guardrail(`exceptFrom: { accounts: '${shop}', configurations: builds }`))).toMatchObject([
      ['warning', 'unknown-chat-configuration', '6:61', { rule: 'elsewhere', key: 'exceptFrom' }],
    ]);
  });

  test.each([
    [
      'a pattern that matches one',
      guardrail("from: { configurations: ['build*', '?ight-watch'] }"),
      channels,
    ],
    ['any name where no channels are listed', guardrail('from: { configurations: nightwatch }'), []],
  ])('%s is right', (_, text, listed) => {
    expect(found(text, smallOrganizationFile([base], { channels: listed }))).toEqual([]);
  });

  test('are not judged where an account is unread that may have them', () => {
    const missing = [{ what: 'channels', id: play, reason: 'denied' }];
    const file = smallOrganizationFile([base], { channels, missing });
    expect(found(guardrail('from: { configurations: nightwatch }'), file)).toEqual([]);
    const here = guardrail(`from: { configurations: nightwatch, accounts: '${shop}' }`);
    expect(found(here, file)).toMatchObject([['warning', 'unknown-chat-configuration', '6:29', {}]]);
  });
});

describe('accounts of `from` and `exceptFrom`', () => {
  test('that the organization does not have are warnings with the nearest one', () => {
    expect(found(guardrail("from: { accounts: ['222222222222', '222222222223'] }"))).toEqual([
      [
        'warning',
        'unknown-account',
        '6:40',
        { policy: 'mine', key: 'from', account: '222222222223', nearest: shop },
      ],
    ]);
    expect(found(guardrail('exceptFrom: { accounts: "999999999999" }'))).toEqual([
      ['warning', 'unknown-account', '6:29', { policy: 'mine', key: 'exceptFrom', account: '999999999999' }],
    ]);
  });

  test('are not judged where accounts could not be read', () => {
    const file = smallOrganizationFile([base], {
      missing: [{ what: 'accounts', id: 'r-ab12', reason: 'denied' }],
    });
    expect(found(guardrail('from: { accounts: "999999999999" }'), file)).toEqual([]);
  });
});

describe('IDs that are not in use', () => {
  test('and differ by one or two characters from some in use are warnings that name those', () => {
    expect(found(chat('workspaces: [T0PINE0001, T0PINE000Z]'))).toEqual([
      [
        'warning',
        'similar-id',
        '6:32',
        { policy: 'mine', what: 'workspace', found: 'T0PINE000Z', nearest: ['T0PINE0001', 'T0PINE0002'] },
      ],
    ]);
    expect(found(chat('workspaces: { append: T0OASK0009 }'))).toMatchObject([
      ['warning', 'similar-id', '6:29', { nearest: ['T0OAKS0009'] }],
    ]);
    expect(
      found(chat('workspaces: { append: "*" }\n      overrides: { T0PINE0003: { channelTypes: private } }')),
    ).toMatchObject([['warning', 'similar-id', '7:20', { found: 'T0PINE0003' }]]);
  });

  test('of tenants and teams are compared in lower case', () => {
    const [tenant, team] = ['0', '1'].map((digit) => `01234567-89ab-cdef-0123-45678900000${digit}`);
    const teams = channel(shop, 'ops', {
      platform: 'microsoft_teams',
      tenantId: String(tenant),
      teamId: String(team),
    });
    const file = smallOrganizationFile([], { channels: [teams] });
    const text = (ids: string) =>
      `chatPolicies:\n  - { name: mine, targets: root, microsoftTeams: { client: enabled, tenants: ${ids} } }\n`;
    expect(found(text(`{ ${tenant}: ${team} }`), file)).toEqual([]);
    expect(found(text(`{ 01234567-89ab-cdef-0123-45678900ff00: ${team} }`), file)).toMatchObject([
      ['warning', 'similar-id', '3:80', { what: 'tenant', nearest: [tenant] }],
    ]);
    expect(found(text(`{ ${tenant}: 01234567-89ab-cdef-0123-456789000F01 }`), file)).toMatchObject([
      ['note', 'normalised-id', '3:80', { found: '01234567-89ab-cdef-0123-456789000F01' }],
      ['warning', 'similar-id', '3:118', { what: 'team', nearest: [team] }],
    ]);
  });

  test.each([
    ['in use by a channel alone', chat('workspaces: T0OAKS0009'), undefined],
    ['unlike any in use', chat('workspaces: T0MAPLE001'), undefined],
    [
      'of a first configuration, where nothing is in use',
      chat('workspaces: T0PINE000Z'),
      smallOrganizationFile([]),
    ],
  ])('%s are right', (_, text, file) => {
    expect(found(text, file)).toEqual([]);
  });

  test('are right where another environment uses them or its organization does, but not where both share the policy', () => {
    const other = smallOrganizationFile([
      {
        ...base,
        content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': ['T0PINE000Z'] } } } } },
      },
    ]);
    const files = {
      organizations: {
        'o.json': smallOrganizationFile([base]),
        'other.json': other,
        'empty.json': smallOrganizationFile([]),
      },
    };
    const kinds = (text: string) => planned(text, files).problems.map(({ kind, path }) => [kind, path[0]]);
    const policy = '{ name: mine, targets: Workloads, slack: { client: enabled, workspaces: T0PINE000Z } }';
    const first = `  one: { organization: o.json, chatPolicies: [${policy}] }\n`;
    expect(kinds(`environments:\n${first}  two: { organization: other.json }\n`)).toEqual([]);
    expect(
      kinds(
        `environments:\n${first}  two: { organization: empty.json, namePrefix: b-, chatPolicies: [${policy}] }\n`,
      ),
    ).toEqual([]);
    expect(
      kinds(
        `chatPolicies: [${policy}]\nenvironments:\n  one: { organization: o.json }\n  two: { organization: empty.json, namePrefix: b- }\n`,
      ),
    ).toEqual([['similar-id', 'chatPolicies']]);
  });
});

describe('an account among the targets', () => {
  const suspend = (status: JsonValue): JsonObject => {
    const file = JSON.stringify(smallOrganizationFile([]));
    return JSON.parse(
      file.replace('"name":"play"', `"name":"play","status":${JSON.stringify(status)}`),
    ) as JsonObject;
  };
  const text = `guardrails:\n  - { name: a, targets: [root, '${play}'], deny: s3:DeleteBucket }\n`;

  test('that is suspended is a note', () => {
    expect(found(text, suspend('SUSPENDED'))).toEqual([
      ['note', 'suspended-target', '3:32', { account: play, status: 'SUSPENDED' }],
    ]);
  });

  test('that is active is none', () => {
    expect(found(text, suspend('ACTIVE'))).toEqual([]);
  });

  test('below several targets is one note, at the first of them', () => {
    const below = `${text.replace(`, '${play}'`, '')}  - { name: b, targets: root, deny: s3:DeleteObject }\n`;
    expect(found(below, suspend('SUSPENDED'))).toEqual([
      [
        'note',
        'suspended-target',
        '3:26',
        { account: play, status: 'SUSPENDED', target: 'root', accounts: [play] },
      ],
    ]);
    expect(found(below, suspend('ACTIVE'))).toEqual([]);
  });
});

describe('a Region-deny SCP of the organization', () => {
  const deny = (not: readonly string[]): JsonObject => ({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        NotAction: [...not],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1'] } },
      },
    ],
  });
  const rule = (on: readonly string[], not: readonly string[] = ['iam:*', 'sts:*']): JsonObject =>
    smallOrganizationFile([{ name: 'rule', type: 'SERVICE_CONTROL_POLICY', content: deny(not), on }]);
  const text = 'chatPolicies:\n  - { name: mine, targets: Workloads, slack: disabled }\n';

  test.each([
    ['above a target', 'r-ab12', 'root'],
    ['below a target', '222222222222', shop],
    ['at a target', 'ou-ab12-workload1', 'Workloads'],
  ])('%s is a warning where the organization file is named', (_, on, target) => {
    expect(found(text, rule([on]))).toMatchObject([
      ['warning', 'region-deny-stops-chat', '1:15', { rule: 'stops-chat', policy: 'rule', target }],
    ]);
  });

  test.each([
    ['that is attached beside the targets', rule(['ou-ab12-sandbox1'])],
    ['that is attached nowhere', rule([])],
    ['that exempts chat', rule(['r-ab12'], ['chatbot:*', 'iam:*'])],
  ])('%s is none', (_, file) => {
    expect(found(text, file)).toEqual([]);
  });

  test('of the management account is none: SCPs do not affect it', () => {
    expect(found(text.replace('Workloads', 'root'), rule(['111111111111']))).toEqual([]);
  });
});

describe('chat policies outside the partition `aws`', () => {
  const policies = 'chatPolicies: [{ name: a, targets: root, slack: disabled }]\n';

  test.each([
    ['provider: { region: us-gov-west-1 }', '1:21', 'region', 'aws-us-gov'],
    ['provider: { region: cn-northwest-1 }', '1:21', 'region', 'aws-cn'],
    [
      "provider: { assumeRole: { roleArn: 'arn:aws-us-gov:iam::111111111111:role/deploy' } }",
      '1:36',
      'role',
      'aws-us-gov',
    ],
  ])('are an error at %s', (provider, place, rule, partition) => {
    const { environments, problems } = planned(`${provider}\n${policies}`);
    expect(
      problems.map(({ severity, kind, line, column, facts }) => [severity, kind, `${line}:${column}`, facts]),
    ).toMatchObject([['error', 'chat-policy-partition', place, { rule, partition }]]);
    expect(environments[0]?.plan).toBeUndefined();
  });

  test('are an error where the organization has a role in another partition', () => {
    const roleArn = 'arn:aws-us-gov:iam::222222222222:role/chat';
    const file = smallOrganizationFile([], { channels: [channel(shop, 'ops', { roleArn })] });
    expect(found(policies, file)).toMatchObject([
      ['error', 'chat-policy-partition', '1:15', { rule: 'organization', found: roleArn }],
    ]);
  });

  test('an environment with guardrails alone, and other Regions, are right', () => {
    const guardrails =
      'guardrails: [{ name: a, targets: root, deny: s3:DeleteBucket, partition: aws-us-gov }]\n';
    expect(planned(`provider: { region: us-gov-west-1 }\n${guardrails}`).problems).toEqual([]);
    expect(planned(`provider: { region: eu-west-1 }\n${policies}`).problems).toEqual([]);
  });
});

describe('without an organization file', () => {
  const kinds = (text: string) =>
    plannedWithNotes(text, { organizations: { 'o.json': smallOrganizationFile([]) } }).problems.map(
      ({ severity, kind }) => `${severity} ${kind}`,
    );
  const policies = 'chatPolicies: [{ name: a, targets: root, slack: disabled }]\n';

  test('one note reports that references were not checked, for any number of environments', () => {
    expect(kinds(policies)).toEqual(['note references-not-checked']);
    expect(kinds(`${policies}environments: { one: {}, two: { namePrefix: b- } }\n`)).toEqual([
      'note references-not-checked',
    ]);
  });

  test('with one there is none, nor where the file is missing', () => {
    expect(kinds(`organization: o.json\n${policies}`)).toEqual([]);
    expect(kinds(`organization: gone.json\n${policies}`)).not.toContain('note references-not-checked');
  });
});
