import { problemLines } from '../support/planned-configuration.js';
import { smallOrganizationFile } from '../support/small-organization.js';

type Case = readonly [title: string, text: string, lines: readonly string[]];

const files = {
  documents: {
    'refused.json': '{"chatbot":{"platforms":{"slak":{}}},}',
    'ok.json': '{"chatbot":{"default":{"client":{"@@assign":"disabled"}}}}',
    'scp.json':
      '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"rds:DeleteDBCluster","Resource":"*","Condition":{"ArnLike":{"aws:ChatbotSourceArn":"arn:aws:chatbot::*:*"}}}}',
  },
};

test('an account without quotes hides nothing else that is wrong with its list', () => {
  const text = `
organization: org.json
guardrails:
  - name: a
    targets: [222222222222, Nowhere, '222222222222', 012345678901]
    deny: rds:DeleteDBCluster
`;
  expect(problemLines(text, { organizations: { 'org.json': smallOrganizationFile() } })).toEqual([
    "5:15 error wrong-type: found the number `222222222222`; expected text | quote it: '222222222222'",
    expect.stringContaining('5:29 error unknown-target: no organizational unit `Nowhere`'),
    expect.stringContaining('5:38 error duplicate-target: `222222222222` stands among the targets already'),
    "5:54 error wrong-type: found the number `012345678901`; expected text | quote it: '012345678901'",
    expect.stringContaining('5:54 error unknown-target: nothing with the id `012345678901`'),
  ]);
});

describe('keys', () => {
  test.each<Case>([
    [
      'an unknown key is refused, with the one that was meant',
      `
chatPolicy: []
`,
      ['2:1 error unknown-key: unknown key `chatPolicy` | did you mean `chatPolicies`?'],
    ],
    [
      "keys of AWS's documents and other spellings are recognized",
      `
chatPolicies:
  - name: a
    targets: root
    slack:
      supported_channel_types: [private]
      workspaces: all
    microsoft_teams: disabled
`,
      [
        '6:7 error unknown-key: unknown key `supported_channel_types` | did you mean `channelTypes`?',
        '8:5 error unknown-key: unknown key `microsoft_teams` | did you mean `microsoftTeams`?',
      ],
    ],
    [
      'words of everyday speech are recognized',
      `
chatPolicies:
  - name: a
    attach: root
    msteams: { permissionModels: [user_role] }
    slack: { permission_models: [user_role], workspaces: all }
guardrails:
  - { name: b, attachTo: root, block: 'rds:DeleteDBCluster' }
  - { name: c, targets: root, notActions: 'rds:Describe*' }
  - { name: d, targets: root, deny: 'rds:DeleteDBCluster' }
envs: { prod: {} }
`,
      [
        '4:5 error unknown-key: unknown key `attach` | did you mean `targets`?',
        '5:5 error unknown-key: unknown key `msteams` | did you mean `microsoftTeams`?',
        '6:14 error unknown-key: unknown key `permission_models` | did you mean `roleSettings`?',
        '8:16 error unknown-key: unknown key `attachTo` | did you mean `targets`?',
        '8:32 error unknown-key: unknown key `block` | did you mean `deny`?',
        '9:31 error unknown-key: unknown key `notActions` | did you mean `allowOnly`?',
        '11:1 error unknown-key: unknown key `envs` | did you mean `environments`?',
      ],
    ],
    [
      'a key on the wrong level is sent to the right one',
      `
chatPolicies:
  - name: a
    targets: root
    slack: { client: enabled, workspaces: all }
    workspaces: [T1]
    tenants: {}
`,
      [
        '6:5 error unknown-key: unknown key `workspaces` | `workspaces` belongs below `slack`',
        '7:5 error unknown-key: unknown key `tenants` | `tenants` belongs below `microsoftTeams`',
      ],
    ],
    [
      'a key that resembles none comes with those that are known',
      `
environments: { prod: { colour: blue } }
`,
      [
        '2:25 error unknown-key: unknown key `colour` | known here: backend, chatPolicies, guardrailPolicies, guardrails, limits, namePrefix, organization, prerequisites, provider, wave',
      ],
    ],
    [
      'a key that programs take for the prototype of an object is told like any other, and once',
      `
environments: { "__proto__": { foo: 1 }, prod: {} }
__proto__: 1
chatPolicies:
  - name: a
    targets: { __proto__: root }
    tags: { __proto__: x }
    slack: { overrides: { __proto__: {} } }
    microsoftTeams: { client: enabled, tenants: { __proto__: all }, overrides: { __proto__: {} } }
guardrails:
  - { name: b, targets: root, deny: "rds:DeleteDBCluster", conditions: { StringEquals: { __proto__: x } } }
`,
      [
        '2:17 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
        expect.stringMatching(/^3:1 error unknown-key: unknown key `__proto__` \| known here: /),
        '6:16 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
        '7:13 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
        '8:27 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
        '9:51 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
        '9:82 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
        '11:90 error unknown-key: unknown key `__proto__` | no key of a configuration can have this name',
      ],
    ],
    [
      'required keys are missed',
      `
chatPolicies:
  - description: x
`,
      [
        '3:5 error missing-key: missing key `name` | write `name: …`',
        '3:5 error missing-key: missing key `targets` | write `targets: …`',
      ],
    ],
    [
      'a misspelt key does not make another one missing',
      `
chatPolicies:
  - name: a
    targets: root
    slak: enabled
`,
      ['5:5 error unknown-key: unknown key `slak` | did you mean `slack`?'],
    ],
    [
      'keys without a value are named, each of them',
      `
chatPolicies:
  - name:
    targets:
    slack:
  -
guardrails:
`,
      [
        '3:10 error wrong-type: found nothing; expected text | write a value, or leave the key out',
        '4:13 error wrong-type: found nothing; expected text, a list or an object | write a value, or leave the key out',
        '5:11 error wrong-type: found nothing; expected `enabled`, `disabled` or an object | write a value, or leave the key out',
        '6:4 error wrong-type: found nothing; expected an object | write a value, or leave the key out',
        '7:12 error wrong-type: found nothing; expected a list | write a value, or leave the key out',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('values', () => {
  test.each<Case>([
    [
      'wrong types are told one by one',
      `
chatPolicies: { name: a }
guardrails: a
waves: 1
provider: { maxRetries: x, skipRegionValidation: 1 }
`,
      [
        '2:15 error wrong-type: found an object; expected a list',
        '3:13 error wrong-type: found `a`; expected a list',
        '4:8 error wrong-type: found the number `1`; expected a list',
        '5:25 error wrong-type: found `x`; expected a number',
        '5:50 error wrong-type: found the number `1`; expected `true` or `false`',
      ],
    ],
    [
      'wrong words come with the words that are taken',
      `
prerequisites: yes
backend: non
chatPolicies:
  - name: a
    targets: root
    slack: on
    microsoftTeams: { roleSettings: [USER_ROLE], client: dissabled }
`,
      [
        '2:16 error invalid-value: found `yes`; expected `check` or `skip`',
        '3:10 error invalid-value: found `non`; expected `none`, or an object | did you mean `none`?',
        '7:12 error invalid-value: found `on`; expected `enabled` or `disabled`, or an object',
        '8:38 error invalid-value: found `USER_ROLE`; expected `user_role` or `channel_role` | did you mean `user_role`?',
        '8:58 error invalid-value: found `dissabled`; expected `enabled` or `disabled`, or an object | did you mean `disabled`?',
      ],
    ],
    [
      'a list where a word is taken',
      `
chatPolicies:
  - name: a
    targets: root
    slack: [T0123ABCD]
    children: { client: none }
`,
      [
        '5:12 error wrong-type: found a list; expected `enabled`, `disabled` or an object',
        '6:15 error wrong-type: found an object; expected `none`, `all` or a list',
      ],
    ],
    [
      'numbers and booleans where text is wanted ask for quotes',
      `
chatPolicies:
  - name: a
    targets: [123456789012]
    except: [012345678901]
    default: disabled
    tags: { cost: 12, on: true }
`,
      [
        "4:15 error wrong-type: found the number `123456789012`; expected text | quote it: '123456789012'",
        '5:13 error except-needs-organization: a chat policy cannot except accounts: AWS has no exclusion | name an `organization` file; the targets then become the units and accounts around them',
        "5:14 error wrong-type: found the number `012345678901`; expected text or an object | quote it: '012345678901'",
        "7:19 error wrong-type: found the number `12`; expected text | quote it: '12'",
        "7:27 error wrong-type: found `true`; expected text | quote it: 'true'",
      ],
    ],
    [
      'another version of the format',
      `
version: 2
`,
      ['2:10 error wrong-type: found the number `2`; expected `1`'],
    ],
    [
      'the version in quotes',
      `
version: "1"
`,
      ['2:10 error wrong-type: found the text `1`; expected it without quotes | write `1`'],
    ],
    [
      'a day that is not in the calendar',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    except: { account: "111111111111", reason: r, owner: o, until: 2027-02-30 }
`,
      [
        '6:68 error invalid-value: found `2027-02-30`; expected a day of the calendar | write it as 2027-03-31',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('ids', () => {
  test.each<Case>([
    [
      'Slack workspace ids are upper-case letters and digits',
      `
chatPolicies:
  - name: a
    targets: root
    slack:
      client: enabled
      workspaces: [t0123abcd, T-1, T0123ABCD]
      overrides: { ALL: {}, all: { channelTypes: private } }
`,
      [
        '7:20 error invalid-workspace-id: found `t0123abcd`; expected a Slack workspace id of upper-case letters and digits | did you mean `T0123ABCD`?',
        '7:31 error invalid-workspace-id: found `T-1`; expected a Slack workspace id of upper-case letters and digits | Slack shows the id in the address of the workspace: app.slack.com/client/T0123ABCD',
        '8:20 error invalid-workspace-id: found `ALL`; expected a Slack workspace id of upper-case letters and digits | settings for all stand beside `overrides`, e.g. `roleSettings`',
        '8:29 error invalid-workspace-id: found `all`; expected a Slack workspace id of upper-case letters and digits | settings for all stand beside `overrides`, e.g. `roleSettings`',
      ],
    ],
    [
      'all is a word in place of a list or of tenants, not in a list and not a key',
      `
chatPolicies:
  - name: a
    targets: root
    slack: { workspaces: [all], overrides: { all: { channelTypes: private } } }
    microsoftTeams:
      tenants: { all: all, 11111111-2222-3333-4444-aaaaaaaaaaaa: { append: [all] } }
      overrides: { all: {} }
`,
      [
        '5:27 error invalid-workspace-id: found `all`; expected a Slack workspace id of upper-case letters and digits | for all workspaces write `workspaces: all`; in a list `*` stands for all',
        '5:46 error invalid-workspace-id: found `all`; expected a Slack workspace id of upper-case letters and digits | settings for all stand beside `overrides`, e.g. `roleSettings`',
        '7:18 error invalid-tenant-id: found `all`; expected a Microsoft Teams tenant id (a UUID) | for every tenant write `tenants: all`; as a key `*` stands for all',
        '7:77 error invalid-team-id: found `all`; expected a Microsoft Teams team id (a UUID) | for every team write `all` in place of the list; in a list `*` stands for all',
        '8:20 error invalid-tenant-id: found `all`; expected a Microsoft Teams tenant id (a UUID) | settings for all stand beside `overrides`, e.g. `roleSettings`',
      ],
    ],
    [
      'a lock among ids may be misspelt, and wrong ids hide nothing',
      `
chatPolicies:
  - name: a
    targets: root
    slack: { overrides: { childern: none, t1: { channelTypes: private }, T2: { channelTypes: privat } } }
    microsoftTeams: { tenants: { children: nothing, x: all }, overrides: { Children: none } }
`,
      [
        '5:27 error invalid-workspace-id: found `childern`; expected a Slack workspace id of upper-case letters and digits | did you mean `children`?',
        '5:43 error invalid-workspace-id: found `t1`; expected a Slack workspace id of upper-case letters and digits | did you mean `T1`?',
        '5:94 error invalid-value: found `privat`; expected `private` or `public`, or a list or an object | did you mean `private`?',
        '6:44 error invalid-value: found `nothing`; expected `none` or `all`, or a list',
        '6:53 error invalid-tenant-id: found `x`; expected a Microsoft Teams tenant id (a UUID) | it looks like 01234567-89ab-cdef-0123-456789abcdef; Teams shows it in the link to the team as `tenantId`',
        '6:76 error invalid-tenant-id: found `Children`; expected a Microsoft Teams tenant id (a UUID) | did you mean `children`?',
      ],
    ],
    [
      'what looks like no id is not made one, and `children` has its places',
      `
chatPolicies:
  - name: a
    targets: root
    preventDestroy: 'true'
    slack: { workspaces: ALL, overrides: { roleSettings: user_role } }
    microsoftTeams: { overrides: { 11111111-2222-3333-4444-aaaaaaaaaaaa: { children: none } } }
  - { name: b, targets: {}, default: enabled }
`,
      [
        '5:21 error wrong-type: found the text `true`; expected it without quotes | write `true`',
        '6:14 error invalid-workspace-id: found `ALL`; expected a Slack workspace id of upper-case letters and digits | for all workspaces write `workspaces: all`; in a list `*` stands for all',
        '6:44 error invalid-workspace-id: found `roleSettings`; expected a Slack workspace id of upper-case letters and digits | Slack shows the id in the address of the workspace: app.slack.com/client/T0123ABCD',
        '7:76 error invalid-team-id: found `children`; expected a Microsoft Teams team id (a UUID) | it stands among the ids of tenants, one level up, or below the id of a team',
        '8:25 warning attached-nowhere: no target: the policy would be attached nowhere | name the root, units or accounts, e.g. `targets: root`',
      ],
    ],
    [
      'a wildcard is no key of an override',
      `
chatPolicies:
  - name: a
    targets: root
    slack: { workspaces: "*", overrides: { "*": { channelTypes: private } } }
    microsoftTeams: { tenants: { "*": all }, overrides: { "*": {} } }
`,
      [
        '5:44 error misplaced-wildcard: found `*`, which AWS does not take as the key of an override | settings for all stand beside `overrides`, e.g. `roleSettings`',
        '6:59 error misplaced-wildcard: found `*`, which AWS does not take as the key of an override | settings for all stand beside `overrides`, e.g. `roleSettings`',
      ],
    ],
    [
      'an override of Microsoft Teams stands below a team',
      `
chatPolicies:
  - name: a
    targets: root
    microsoftTeams: { overrides: { 11111111-2222-3333-4444-aaaaaaaaaaaa: { roleSettings: user_role } } }
`,
      [
        '5:76 error invalid-team-id: found `roleSettings`; expected a Microsoft Teams team id (a UUID) | overrides stand below a tenant and a team: `roleSettings` belongs below the id of a team',
      ],
    ],
    [
      'tenants and teams are UUIDs',
      `
chatPolicies:
  - name: a
    targets: root
    microsoftTeams:
      tenants:
        contoso.com: all
        01234567-89ab-cdef-0123-456789abcdef: [engineering]
`,
      [
        '7:9 error invalid-tenant-id: found `contoso.com`; expected a Microsoft Teams tenant id (a UUID) | it looks like 01234567-89ab-cdef-0123-456789abcdef; Teams shows it in the link to the team as `tenantId`',
        '8:48 error invalid-team-id: found `engineering`; expected a Microsoft Teams team id (a UUID) | it looks like 01234567-89ab-cdef-0123-456789abcdef; Teams shows it in the link to the team as `groupId`',
      ],
    ],
    [
      'upper-case tenants and teams are taken, with a note',
      `
chatPolicies:
  - name: a
    targets: root
    microsoftTeams:
      tenants:
        01234567-89AB-cdef-0123-456789abcdef: [89ABCDEF-0123-4567-89ab-cdef01234567]
`,
      [
        '7:9 note normalised-id: `01234567-89AB-cdef-0123-456789abcdef` is written in lower case in the policy, as AWS wants it',
        '7:9 note normalised-id: `89ABCDEF-0123-4567-89ab-cdef01234567` is written in lower case in the policy, as AWS wants it',
      ],
    ],
    [
      'one tenant in two spellings is refused',
      `
chatPolicies:
  - name: a
    targets: root
    microsoftTeams:
      tenants:
        01234567-89AB-cdef-0123-456789abcdef: all
        01234567-89ab-cdef-0123-456789abcdef: all
`,
      [
        '7:9 note normalised-id: `01234567-89AB-cdef-0123-456789abcdef` is written in lower case in the policy, as AWS wants it',
        '8:9 error duplicate-key: `01234567-89ab-cdef-0123-456789abcdef` is the tenant `01234567-89AB-cdef-0123-456789abcdef` in another case | keep one of them',
      ],
    ],
    [
      'accounts have twelve digits',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    from: { accounts: ["12345"] }
`,
      [
        "6:24 error invalid-value: found `12345`; expected an account of twelve digits | write it in quotes, with leading zeros: '012345678901'",
      ],
    ],
    [
      'a chat configuration is not the channel',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    from: { configurations: ["#ops"] }
`,
      [
        '6:30 error invalid-value: `#ops` cannot be the name of a chat configuration | it is the name of the configuration in AWS (letters, digits, `_`, `-`; `*` and `?` as wildcards), not of the channel in chat',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('targets as text', () => {
  test.each<Case>([
    [
      'targets that are none',
      `
chatPolicies:
  - name: a
    default: disabled
    targets: [Workloads//Prod, "Workloads / Prod", "12345", 1234-5678-9012, ou-ab12-X]
`,
      [
        '5:15 error invalid-target: `Workloads//Prod` is no target: a name is missing | write `root`, an id, or a path of names below the root such as `Workloads/Prod`; a slash in a name is `\\/`',
        '5:32 error invalid-target: `Workloads / Prod` is no target: white space around a name | write `Workloads/Prod`',
        '5:52 error invalid-target: `12345` is no target | an account id has 12 digits, not 5',
        '5:61 error invalid-target: `1234-5678-9012` is no target | write the account id without hyphens: `123456789012`',
        '5:77 error invalid-target: `ou-ab12-X` is no target | the id of a unit is `ou-`, four to 32, `-`, eight to 32 lower-case letters or digits',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('policies', () => {
  test.each<Case>([
    [
      'a chat policy says something',
      `
chatPolicies:
  - name: a
    targets: root
    skipDestroy: true
`,
      [
        '3:5 error missing-key: the policy says nothing | write one of `default`, `slack`, `microsoftTeams`, `chime` or `children`, or `document: policy.json`',
      ],
    ],
    [
      'settings do not stand beside a document',
      `
chatPolicies:
  - name: a
    targets: root
    document: ok.json
    default: disabled
    children: none
`,
      [
        '6:5 error conflicting-keys: `default` beside `document`, which is the whole policy | keep the settings or the document',
        '7:5 error conflicting-keys: `children` beside `document`, which is the whole policy | keep the settings or the document',
        'ok.json 1:12 warning all-chat-disabled: every chat application is disabled; no channel can reach the accounts below | enable a platform, unless that is intended',
      ],
    ],
    [
      'a document that is not there',
      `
chatPolicies:
  - name: a
    targets: root
    document: nope.json
`,
      [
        '5:15 error unreadable-document: cannot read `nope.json`: there is no such file | the path is relative to the configuration file',
      ],
    ],
    [
      'what AWS refuses in a document stands at its place in that file',
      `
chatPolicies:
  - name: a
    targets: root
    document: refused.json
`,
      [
        'refused.json 1:26 error unknown-key: unknown key `slak` | did you mean `slack`?',
        'refused.json 1:37 error json-trailing-comma: a comma before the closing `}`, which JSON does not allow | remove the comma',
      ],
    ],
    [
      '`deny` and `allowOnly` exclude each other',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    allowOnly: rds:Describe*
`,
      [
        '6:5 error conflicting-keys: `deny` and `allowOnly` in one guardrail | keep `deny` for what chat may not run or `allowOnly` for the only things it may; for both write two guardrails',
      ],
    ],
    [
      'so do a list of its own, the catalogue and a document, and the help says what each is for',
      `
guardrails:
  - { name: a, targets: root, deny: 'rds:DeleteDBCluster', document: scp.json }
  - { name: b, targets: root, deny: 'rds:DeleteDBCluster', use: no-data-sharing }
`,
      [
        '3:60 error conflicting-keys: `deny` and `document` in one guardrail | keep `deny` for what chat may not run or `document` for a policy that says everything itself; for both write two guardrails',
        '4:60 error conflicting-keys: `deny` and `use` in one guardrail | keep `deny` for what chat may not run or `use` for a guardrail of the catalogue; for both write two guardrails',
      ],
    ],
    [
      'the path of a file is not empty',
      `
organization: ''
chatPolicies:
  - { name: a, targets: root, document: '' }
guardrails:
  - { name: b, targets: root, document: '' }
  - { name: c, targets: root, deny: 'rds:DeleteDBCluster', existing: { policy: p-8lqmvzr1, document: ' ' } }
`,
      [
        '2:15 error invalid-value: found an empty text; expected the path of an organization file | write the path, relative to the configuration file; leave it out where there is none',
        '4:41 error invalid-value: found an empty text; expected the path of a JSON file | write the path, relative to the configuration file',
        '6:41 error invalid-value: found an empty text; expected the path of a JSON file | write the path, relative to the configuration file',
        '7:102 error invalid-value: found ` `; expected the path of a JSON file | write the path, relative to the configuration file',
      ],
    ],
    [
      'a guardrail says something',
      `
guardrails:
  - name: a
    targets: root
    resources: "*"
`,
      [
        '3:5 error missing-key: the guardrail says nothing | write `deny: [...]` for actions that chat may not run, `allowOnly: [...]` for the only ones it may, `use: ID` for one of the catalogue, or `document: FILE`',
      ],
    ],
    [
      'an empty list of actions says nothing',
      `
guardrails:
  - name: a
    targets: root
    deny: []
`,
      ['5:11 error invalid-value: an empty list of actions | name actions, e.g. `rds:DeleteDBCluster`'],
    ],
    [
      'a guardrail of the catalogue is known',
      `
guardrails:
  - name: a
    targets: root
    use: no-database-deletoin
`,
      [
        '5:10 error unknown-guardrail: no guardrail `no-database-deletoin` in the catalogue | did you mean `no-database-deletion`?',
      ],
    ],
    [
      'its parameters are checked',
      `
guardrails:
  - name: a
    targets: root
    use: only-named-regions
    with: { region: eu-west-1 }
`,
      [
        '6:11 error missing-parameter: guardrail `only-named-regions` needs `regions` | write `with: { regions: [...] }`; see chat-guardrails guardrails only-named-regions',
        '6:21 error unknown-parameter: guardrail `only-named-regions` has no parameter `region` | did you mean `regions`?',
      ],
    ],
    [
      'a raw document says everything itself',
      `
guardrails:
  - name: a
    targets: root
    document: scp.json
    from: { platforms: slack }
    except: ["111111111111"]
`,
      [
        '6:5 error conflicting-keys: `from` beside `document`, where it means nothing | `from` goes with `deny`, `allowOnly`, `use`; a document says everything itself',
        '7:5 error conflicting-keys: `except` beside `document`, where it means nothing | `except` goes with `deny`, `allowOnly`, `use`; a document says everything itself',
      ],
    ],
    [
      'whom a guardrail binds is said with `from`',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    conditions: { ArnLike: { AWS:ChatbotSourceArn: "*" } }
`,
      [
        '6:30 error conflicting-keys: a condition on the chat session | say whom the guardrail binds with `from` and `exceptFrom`',
      ],
    ],
    [
      'an `exceptFrom` that spares everybody',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    exceptFrom: {}
`,
      [
        '6:17 error missing-key: this spares all of chat, so that the guardrail binds nobody | name `platforms`, `configurations` or `accounts`',
      ],
    ],
    [
      'half a reason is none',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:DeleteDBCluster
    exceptFrom: { configurations: on-call, reason: night shift }
`,
      [
        '6:17 error missing-key: an exception has a `reason`, an `owner` and an `until` | write all three, or none of them',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('environments, backends and waves', () => {
  test.each<Case>([
    [
      'a backend is one of four',
      `
environments:
  a: { backend: {} }
  b: { backend: { local: {}, s3: { bucket: b, region: r } } }
  c: { backend: { cloud: { organization: o } } }
  d: { backend: { remote: { organization: o, workspace: w, prefix: p } } }
  e: { backend: { s3: { bucket: b } } }
`,
      [
        '3:17 error missing-key: no backend is named | write one of `local`, `cloud`, `s3` and `remote`, or `backend: none`',
        '4:30 error conflicting-keys: `s3` beside `local` | the state has one place: keep one of them',
        '5:26 error missing-key: missing `workspace` or `tags` | say which workspace holds the state',
        '6:60 error conflicting-keys: `prefix` beside `workspace` | keep one of them',
        '7:23 error missing-key: missing key `region` | write `region: …`',
      ],
    ],
    [
      'two environments do not share a state',
      `
backend: { cloud: { organization: o, workspace: w } }
environments:
  prod: {}
  test: {}
`,
      [
        '5:9 error shared-state: keeps its state where `prod` keeps its own | give each environment a `backend` of its own',
      ],
    ],
    [
      'the name of an environment is that of a stack',
      `
environments: { "my prod": {} }
`,
      [
        '2:28 error invalid-name: `my prod` cannot name an environment | use letters, digits, `_` and `-`: the name is that of a stack',
      ],
    ],
    [
      'one local file is one state, however its path is spelt',
      `
environments:
  a: {}
  b: { backend: { local: { path: ./terraform.a.tfstate } } }
  c: { backend: { local: { path: x/../terraform.a.tfstate } } }
  d: { backend: { local: { path: /tmp/x.tfstate } } }
  e: { backend: { local: { path: /../tmp//y/../x.tfstate } } }
  f: { backend: { local: { path: ../x.tfstate } } }
  g: { backend: { local: { path: ../../x.tfstate } } }
`,
      [
        '4:17 error shared-state: keeps its state where `a` keeps its own | give each environment a `backend` of its own',
        '5:17 error shared-state: keeps its state where `b` keeps its own | give each environment a `backend` of its own',
        '7:17 error shared-state: keeps its state where `d` keeps its own | give each environment a `backend` of its own',
      ],
    ],
    [
      'a host is one, however it is spelt',
      `
environments:
  a: { backend: { cloud: { organization: o, workspace: w } } }
  b: { backend: { cloud: { organization: o, workspace: w, hostname: App.Terraform.io } } }
`,
      [
        '4:17 error shared-state: keeps its state where `a` keeps its own | give each environment a `backend` of its own',
      ],
    ],
    [
      'a backend that is wrong shares no state',
      `
backend: { cloud: { organization: o, workspace: w } }
environments:
  e: { backend: cloud }
  f: { backend: null }
  g: { backend: { s3: { bucket: "", region: r, key: k } } }
`,
      [
        expect.stringContaining('4:17 error invalid-value: found `cloud`') as string,
        expect.stringContaining('5:17 error wrong-type: found nothing') as string,
        expect.stringContaining('6:33 error invalid-value: found an empty text') as string,
      ],
    ],
    [
      'the name of an environment can be that of a folder',
      `
environments: { ${'a'.repeat(64)}: {}, ${'b'.repeat(65)}: {} }
`,
      [
        `2:154 error invalid-name: \`${'b'.repeat(65)}\` cannot name an environment | it has 65 characters; use at most 64: a folder is called like that`,
      ],
    ],
    [
      'what every object of JavaScript knows names no environment',
      `
environments:
  constructor: {}
  toString: {}
  valueOf: {}
  hasOwnProperty: {}
  isPrototypeOf: {}
`,
      ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'].map(
        (name) =>
          expect.stringContaining(`invalid-name: \`${name}\` cannot name an environment | `) as string,
      ),
    ],
    [
      'no environment at all',
      `
environments: {}
`,
      ['2:15 error invalid-value: no environment | name one, e.g. `prod: {}`, or leave the key out'],
    ],
    [
      'a wave must be named',
      `
waves: [canary, all]
chatPolicies:
  - name: a
    targets: root
    default: disabled
`,
      [
        '2:8 error wave-not-named: which of the waves canary, all? | name it with `--wave`, in CHAT_GUARDRAILS_WAVE or with the key `wave`',
        '4:5 warning all-chat-disabled: every chat application is disabled; no channel can reach the accounts below | enable a platform, unless that is intended',
      ],
    ],
    [
      'a wave that is not there',
      `
waves: [canary, all]
wave: cannary
chatPolicies:
  - name: a
    targets: { canary: Sandbox, al: root }
    default: disabled
`,
      [
        '3:7 error unknown-wave: no wave `cannary` | did you mean `canary`?',
        '6:37 error unknown-wave: no wave `al` | did you mean `all`?',
      ],
    ],
    [
      'a wave that is not there, in an environment and for all',
      `
waves: [canary, all]
wave: c
environments: { prod: {}, test: { wave: t } }
`,
      [
        '3:7 error unknown-wave: no wave `c` | the waves are canary, all',
        '4:41 error unknown-wave: no wave `t` | the waves are canary, all',
      ],
    ],
    [
      'waves that nobody could name, or that stand twice',
      `
waves: [a, a, "", "x y"]
wave: a
`,
      [
        '2:12 error invalid-value: the wave `a` stands in the list already | keep one of the two',
        '2:15 error invalid-value: an empty name | name the wave, as `--wave` will name it',
        '2:19 warning invalid-value: `x y` holds white space, which `--wave` takes in quotes only | use letters, digits, `_` and `-`',
      ],
    ],
    [
      'targets by wave need waves',
      `
chatPolicies:
  - name: a
    targets: { canary: Sandbox }
    default: disabled
`,
      [
        '4:24 error unknown-wave: no wave `canary` | name the waves in their order: `waves: [canary, wider, all]`',
      ],
    ],
    [
      'an exception is no wave',
      `
chatPolicies:
  - name: a
    targets: { except: '333333333333' }
    default: disabled
`,
      ['4:24 error unknown-wave: no wave `except` | `except` stands beside `targets`'],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

describe('exceptions and acknowledgements', () => {
  test.each<Case>([
    [
      'an exception past its last day is an error, and one near it a warning',
      `
guardrails:
  - name: a
    targets: root
    deny: rds:Describe*
    except:
      - { account: "111111111111", reason: r, owner: ada, until: 2026-12-31 }
      - { account: "111111111112", reason: r, owner: ada, until: 2027-01-01 }
      - { account: "111111111113", reason: r, owner: ada, until: 2027-01-31 }
      - { account: "111111111114", reason: r, owner: ada, until: 2027-02-01 }
`,
      [
        '7:66 error exception-expired: ended on `2026-12-31`; `ada` answers for it | remove it, or agree on another day',
        '8:66 warning exception-ends-soon: today is its last day; `ada` answers for it | after that day it is an error',
        '9:66 warning exception-ends-soon: ends in 30 days, on `2027-01-31`; `ada` answers for it | after that day it is an error',
      ],
    ],
    [
      'an acknowledged warning becomes a note',
      `
acknowledged:
  - { problem: enabled-without-list, policy: a, reason: all of ours, owner: ada, until: 2027-12-31 }
chatPolicies:
  - name: a
    targets: root
    slack: enabled
`,
      [
        '7:12 note enabled-without-list: Slack is enabled without `workspaces`; AWS does not document the effect (acknowledged by ada until 2027-12-31: all of ours)',
      ],
    ],
    [
      'an acknowledgement past its last day counts for nothing',
      `
acknowledged:
  - { problem: enabled-without-list, reason: r, owner: ada, until: 2026-12-31 }
chatPolicies:
  - name: a
    targets: root
    slack: enabled
`,
      [
        '3:68 error exception-expired: ended on `2026-12-31`; `ada` answers for it | remove it, or agree on another day',
        '7:12 warning enabled-without-list: Slack is enabled without `workspaces`; AWS does not document the effect | add `workspaces`: name them, or write `*` for all',
      ],
    ],
    [
      'an acknowledgement of another policy counts for nothing',
      `
acknowledged:
  - { problem: enabled-without-list, policy: b, reason: r, owner: ada, until: 2027-12-31 }
chatPolicies:
  - name: a
    targets: root
    slack: enabled
`,
      [
        '3:5 warning unused-acknowledgement: there is no `enabled-without-list` to acknowledge | remove it, or look at its `policy` and `about`',
        '7:12 warning enabled-without-list: Slack is enabled without `workspaces`; AWS does not document the effect | add `workspaces`: name them, or write `*` for all',
      ],
    ],
    [
      'what AWS refuses cannot be acknowledged',
      `
acknowledged:
  - { problem: invalid-workspace-id, reason: r, owner: ada, until: 2027-12-31 }
chatPolicies:
  - name: a
    targets: root
    slack: { workspaces: t1 }
`,
      [
        '7:14 error invalid-workspace-id: found `t1`; expected a Slack workspace id of upper-case letters and digits | did you mean `T1`?',
      ],
    ],
    [
      'an acknowledgement is complete',
      `
acknowledged:
  - { problem: unknown-kye, reason: r, owner: ada, until: 2027-12-31 }
  - { problem: unknown-key }
`,
      [
        '3:16 error invalid-value: no kind of problem `unknown-kye` | did you mean `unknown-key`?',
        '4:5 error missing-key: missing key `reason` | write `reason: …`',
        '4:5 error missing-key: missing key `owner` | write `owner: …`',
        '4:5 error missing-key: missing key `until` | write `until: …`',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});
