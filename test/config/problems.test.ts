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
    '5:15 error wrong-type rule=schema-type foundType=number found=222222222222 expected=["string"] words=[]',
    '5:29 error unknown-target rule=unit target=Nowhere',
    '5:38 error duplicate-target rule=target target=222222222222',
    '5:54 error wrong-type rule=schema-type foundType=number found=012345678901 expected=["string"] words=[]',
    '5:54 error unknown-target rule=id target=012345678901',
  ]);
});

describe('keys', () => {
  test.each<Case>([
    [
      'an unknown key is refused, with the one that was meant',
      `
chatPolicy: []
`,
      ['2:1 error unknown-key key=chatPolicy nearest=chatPolicies'],
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
        '6:7 error unknown-key key=supported_channel_types nearest=channelTypes',
        '8:5 error unknown-key key=microsoft_teams nearest=microsoftTeams',
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
        '4:5 error unknown-key key=attach nearest=targets',
        '5:5 error unknown-key key=msteams nearest=microsoftTeams',
        '6:14 error unknown-key key=permission_models nearest=roleSettings',
        '8:16 error unknown-key key=attachTo nearest=targets',
        '8:32 error unknown-key key=block nearest=deny',
        '9:31 error unknown-key key=notActions nearest=allowOnly',
        '11:1 error unknown-key key=envs nearest=environments',
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
        '6:5 error unknown-key key=workspaces parent=slack',
        '7:5 error unknown-key key=tenants parent=microsoftTeams',
      ],
    ],
    [
      'a key that resembles none comes with those that are known',
      `
environments: { prod: { colour: blue } }
`,
      [
        '2:25 error unknown-key key=colour expected=["backend","chatPolicies","guardrailPolicies","guardrails","limits","namePrefix","organization","ownershipTag","prerequisites","provider","wave"]',
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
        '2:17 error unknown-key key=__proto__',
        expect.stringMatching(/^3:1 error unknown-key key=__proto__ expected=/),
        '6:16 error unknown-key key=__proto__',
        '7:13 error unknown-key key=__proto__',
        '8:27 error unknown-key key=__proto__',
        '9:51 error unknown-key key=__proto__',
        '9:82 error unknown-key key=__proto__',
        '11:90 error unknown-key key=__proto__',
      ],
    ],
    [
      'required keys are missed',
      `
chatPolicies:
  - description: x
`,
      ['3:5 error missing-key rule=key key=name', '3:5 error missing-key rule=key key=targets'],
    ],
    [
      'a misspelt key does not make another one missing',
      `
chatPolicies:
  - name: a
    targets: root
    slak: enabled
`,
      ['5:5 error unknown-key key=slak nearest=slack'],
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
        '3:10 error wrong-type rule=schema-type foundType=null expected=["string"] words=[]',
        '4:13 error wrong-type rule=schema-type foundType=null expected=["string","list","object"] words=[]',
        '5:11 error wrong-type rule=schema-type foundType=null expected=["object"] words=["enabled","disabled"]',
        '6:4 error wrong-type rule=schema-type foundType=null expected=["object"] words=[]',
        '7:12 error wrong-type rule=schema-type foundType=null expected=["list"] words=[]',
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
        '2:15 error wrong-type rule=schema-type foundType=object expected=["list"] words=[]',
        '3:13 error wrong-type rule=schema-type foundType=string found=a expected=["list"] words=[]',
        '4:8 error wrong-type rule=schema-type foundType=number found=1 expected=["list"] words=[]',
        '5:25 error wrong-type rule=schema-type foundType=string found=x expected=["number"] words=[]',
        '5:50 error wrong-type rule=schema-type foundType=number found=1 expected=["boolean"] words=[]',
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
        '2:16 error invalid-value rule=word found=yes words=["check","skip"] expected=[]',
        '3:10 error invalid-value rule=word found=non words=["none"] expected=["object"] nearest=none',
        '7:12 error invalid-value rule=word found=on words=["enabled","disabled"] expected=["object"] nearest=enabled',
        '8:38 error invalid-value rule=word found=USER_ROLE words=["user_role","channel_role"] expected=[] nearest=user_role',
        '8:58 error invalid-value rule=word found=dissabled words=["enabled","disabled"] expected=["object"] nearest=disabled',
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
        '5:12 error wrong-type rule=schema-type foundType=list expected=["object"] words=["enabled","disabled"]',
        '6:15 error wrong-type rule=schema-type foundType=object expected=["list"] words=["none","all"]',
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
        '4:15 error wrong-type rule=schema-type foundType=number found=123456789012 expected=["string"] words=[]',
        '5:13 error except-needs-organization',
        '5:14 error wrong-type rule=schema-type foundType=number found=012345678901 expected=["string","object"] words=[]',
        '7:19 error wrong-type rule=schema-type foundType=number found=12 expected=["string"] words=[]',
        '7:27 error wrong-type rule=schema-type foundType=boolean found=true expected=["string"] words=[]',
      ],
    ],
    [
      'another version of the format',
      `
version: 2
`,
      ['2:10 error wrong-type rule=schema-type foundType=number found=2 expected=[] words=["1"]'],
    ],
    [
      'the version in quotes',
      `
version: "1"
`,
      ['2:10 error wrong-type rule=quoted-value found=1'],
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
      ['6:68 error invalid-value rule=form found=2027-02-30 expected=date'],
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
        '7:20 error invalid-workspace-id rule=workspace-id found=t0123abcd nearest=T0123ABCD',
        '7:31 error invalid-workspace-id rule=workspace-id found=T-1',
        '8:20 error invalid-workspace-id rule=all-in-overrides found=ALL',
        '8:29 error invalid-workspace-id rule=all-in-overrides found=all',
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
        '5:27 error invalid-workspace-id rule=all-in-workspaces found=all',
        '5:46 error invalid-workspace-id rule=all-in-overrides found=all',
        '7:18 error invalid-tenant-id rule=all-tenants found=all',
        '7:77 error invalid-team-id rule=all-teams found=all',
        '8:20 error invalid-tenant-id rule=all-in-overrides found=all',
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
        '5:27 error invalid-workspace-id rule=workspace-id found=childern nearest=children',
        '5:43 error invalid-workspace-id rule=workspace-id found=t1 nearest=T1',
        '5:94 error invalid-value rule=word found=privat words=["private","public"] expected=["list","object"] nearest=private',
        '6:44 error invalid-value rule=word found=nothing words=["none","all"] expected=["list"]',
        '6:53 error invalid-tenant-id rule=teams-id found=x type=tenant',
        '6:76 error invalid-tenant-id rule=teams-id found=Children type=tenant nearest=children',
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
        '5:21 error wrong-type rule=quoted-value found=true',
        '6:14 error invalid-workspace-id rule=all-in-workspaces found=ALL',
        '6:44 error invalid-workspace-id rule=workspace-id found=roleSettings',
        '7:76 error invalid-team-id rule=misplaced-key found=children',
        '8:25 warning attached-nowhere',
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
      ['5:44 error misplaced-wildcard rule=override-key', '6:59 error misplaced-wildcard rule=override-key'],
    ],
    [
      'an override of Microsoft Teams stands below a team',
      `
chatPolicies:
  - name: a
    targets: root
    microsoftTeams: { overrides: { 11111111-2222-3333-4444-aaaaaaaaaaaa: { roleSettings: user_role } } }
`,
      ['5:76 error invalid-team-id rule=misplaced-key found=roleSettings'],
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
        '7:9 error invalid-tenant-id rule=teams-id found=contoso.com type=tenant',
        '8:48 error invalid-team-id rule=teams-id found=engineering type=team',
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
        '7:9 note normalised-id found=01234567-89AB-cdef-0123-456789abcdef',
        '7:9 note normalised-id found=89ABCDEF-0123-4567-89ab-cdef01234567',
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
        '7:9 note normalised-id found=01234567-89AB-cdef-0123-456789abcdef',
        '8:9 error duplicate-key rule=same-id key=01234567-89ab-cdef-0123-456789abcdef other=01234567-89AB-cdef-0123-456789abcdef',
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
      ['6:24 error invalid-value rule=form found=12345 expected=account-id'],
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
      ['6:30 error invalid-value rule=chat-configuration-name found=#ops'],
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
        '5:15 error invalid-target rule=empty-name target=Workloads//Prod',
        '5:32 error invalid-target rule=white-space target=Workloads / Prod nearest=Workloads/Prod',
        '5:52 error invalid-target rule=account-id target=12345 count=5',
        '5:61 error invalid-target rule=account-hyphens target=1234-5678-9012 nearest=123456789012',
        '5:77 error invalid-target rule=unit-id target=ou-ab12-X',
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
        '3:5 error missing-key rule=chat-settings expected=["default","slack","microsoftTeams","chime","children"]',
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
        '6:5 error conflicting-keys rule=settings-and-document key=default',
        '7:5 error conflicting-keys rule=settings-and-document key=children',
        'ok.json 1:12 warning all-chat-disabled',
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
      ['5:15 error unreadable-document rule=document found=nope.json reason=there is no such file'],
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
        'refused.json 1:26 error unknown-key key=slak expected=["slack","microsoft_teams","chime"] nearest=slack',
        'refused.json 1:37 error json-trailing-comma bracket=}',
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
      ['6:5 error conflicting-keys rule=several-rules keys=["deny","allowOnly"]'],
    ],
    [
      'so do a list of its own, the catalogue and a document, and the help says what each is for',
      `
guardrails:
  - { name: a, targets: root, deny: 'rds:DeleteDBCluster', document: scp.json }
  - { name: b, targets: root, deny: 'rds:DeleteDBCluster', use: no-data-sharing }
`,
      [
        '3:60 error conflicting-keys rule=several-rules keys=["deny","document"]',
        '4:60 error conflicting-keys rule=several-rules keys=["deny","use"]',
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
        '2:15 error invalid-value rule=form found= expected=organization-file',
        '4:41 error invalid-value rule=form found= expected=policy-file',
        '6:41 error invalid-value rule=form found= expected=policy-file',
        '7:102 error invalid-value rule=form found=  expected=policy-file',
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
      ['3:5 error missing-key rule=guardrail-rule'],
    ],
    [
      'an empty list of actions says nothing',
      `
guardrails:
  - name: a
    targets: root
    deny: []
`,
      ['5:11 error invalid-value rule=no-actions key=deny'],
    ],
    [
      'a guardrail of the catalogue is known',
      `
guardrails:
  - name: a
    targets: root
    use: no-database-deletoin
`,
      ['5:10 error unknown-guardrail found=no-database-deletoin nearest=no-database-deletion'],
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
        '6:21 error unknown-parameter guardrail=only-named-regions key=region expected=["regions"] nearest=regions',
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
        '6:5 error conflicting-keys rule=key-without-effect key=from other=document expected=["deny","allowOnly","use"]',
        '7:5 error conflicting-keys rule=key-without-effect key=except other=document expected=["deny","allowOnly","use"]',
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
      ['6:30 error conflicting-keys rule=chat-condition key=AWS:ChatbotSourceArn'],
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
      ['6:17 error missing-key rule=exempt-sessions'],
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
      ['6:17 error missing-key rule=exception-details'],
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
        '3:17 error missing-key rule=backend-type',
        '4:30 error conflicting-keys rule=one-of key=s3 other=local',
        '5:26 error missing-key rule=state-workspace expected=["workspace","tags"]',
        '6:60 error conflicting-keys rule=one-of key=prefix other=workspace',
        '7:23 error missing-key rule=key key=region',
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
      ['5:9 error shared-state environment=test other=prod'],
    ],
    [
      'the name of an environment is that of a stack',
      `
environments: { "my prod": {} }
`,
      ['2:28 error invalid-name rule=environment-characters found=my prod'],
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
        '4:17 error shared-state environment=b other=a',
        '5:17 error shared-state environment=c other=b',
        '7:17 error shared-state environment=e other=d',
      ],
    ],
    [
      'a host is one, however it is spelt',
      `
environments:
  a: { backend: { cloud: { organization: o, workspace: w } } }
  b: { backend: { cloud: { organization: o, workspace: w, hostname: App.Terraform.io } } }
`,
      ['4:17 error shared-state environment=b other=a'],
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
        '4:17 error invalid-value rule=word found=cloud words=["none"] expected=["object"]' as string,
        '5:17 error wrong-type rule=schema-type foundType=null expected=["object"] words=["none"]' as string,
        '6:33 error invalid-value rule=form found= expected=s3-bucket' as string,
      ],
    ],
    [
      'the name of an environment can be that of a folder',
      `
environments: { ${'a'.repeat(64)}: {}, ${'b'.repeat(65)}: {} }
`,
      [`2:154 error invalid-name rule=environment-length found=${'b'.repeat(65)} count=65 limit=64`],
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
        (name) => expect.stringContaining(`invalid-name rule=reserved-environment found=${name}`) as string,
      ),
    ],
    [
      'no environment at all',
      `
environments: {}
`,
      ['2:15 error invalid-value rule=no-environment'],
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
      ['2:8 error wave-not-named waves=["canary","all"]', '4:5 warning all-chat-disabled'],
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
        '3:7 error unknown-wave wave=cannary waves=["canary","all"] nearest=canary',
        '6:37 error unknown-wave wave=al waves=["canary","all"] nearest=all',
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
        '3:7 error unknown-wave wave=c waves=["canary","all"]',
        '4:41 error unknown-wave wave=t waves=["canary","all"]',
      ],
    ],
    [
      'waves that nobody could name, or that stand twice',
      `
waves: [a, a, "", "x y"]
wave: a
`,
      [
        '2:12 error invalid-value rule=duplicate-wave wave=a',
        '2:15 error invalid-value rule=wave-without-name',
        '2:19 warning invalid-value rule=wave-with-space wave=x y',
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
      ['4:24 error unknown-wave wave=canary waves=[]'],
    ],
    [
      'an exception is no wave',
      `
chatPolicies:
  - name: a
    targets: { except: '333333333333' }
    default: disabled
`,
      ['4:24 error unknown-wave wave=except waves=[]'],
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
        '7:66 error exception-expired until=2026-12-31 owner=ada',
        '8:66 warning exception-ends-soon until=2027-01-01 owner=ada days=0',
        '9:66 warning exception-ends-soon until=2027-01-31 owner=ada days=30',
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
        '7:12 note enabled-without-list platform=Slack setting=workspaces | acknowledged by ada until 2027-12-31: all of ours',
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
        '3:68 error exception-expired until=2026-12-31 owner=ada',
        '7:12 warning enabled-without-list platform=Slack setting=workspaces',
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
        '3:5 warning unused-acknowledgement problem=enabled-without-list policy=b',
        '7:12 warning enabled-without-list platform=Slack setting=workspaces',
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
      ['7:14 error invalid-workspace-id rule=workspace-id found=t1 nearest=T1'],
    ],
    [
      'an acknowledgement is complete',
      `
acknowledged:
  - { problem: unknown-kye, reason: r, owner: ada, until: 2027-12-31 }
  - { problem: unknown-key }
`,
      [
        '3:16 error invalid-value rule=problem-kind found=unknown-kye nearest=unknown-key',
        '4:5 error missing-key rule=key key=reason',
        '4:5 error missing-key rule=key key=owner',
        '4:5 error missing-key rule=key key=until',
      ],
    ],
  ])('%s', (_, text, lines) => {
    expect(problemLines(text, files)).toEqual(lines);
  });
});

test.each(['T\uE0001\uE001', '"\\uE0001\\uE001"', '"\\U0000E0001\\uE001"'])(
  'a string that looks like a placeholder is an error: %j',
  (id) => {
    const text = `chatPolicies:\n  - { name: a, targets: root, slack: { client: enabled, workspaces: [${id}] } }\n`;
    expect(problemLines(text)).toContainEqual(
      expect.stringMatching(/^2:\d+ error invalid-value rule=private-use$/),
    );
  },
);

test('other characters for private use are not placeholders', () => {
  const text =
    'chatPolicies:\n  - { name: a, description: "\uE000 x \uE001", targets: root, chime: disabled }\n';
  expect(problemLines(text).filter((line) => line.includes('private-use'))).toEqual([]);
});
