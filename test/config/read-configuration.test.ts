import type { Environment } from '../../modules/config/configuration.js';
import { readConfiguration } from '../../modules/config/read-file.js';
import type { ChatPolicyIntent } from '../../modules/policy/intent.js';
import { renderTarget } from '../../modules/policy/plan/plan.js';

function read(text: string, wave?: string) {
  const documents = (path: string) => ({ text: '{"chatbot":{"platforms":{}}}', file: `policies/${path}` });
  const { configuration, problems } = readConfiguration({ text, file: 'c.yaml' }, documents, { wave });
  if (configuration === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return configuration;
}

const uuid = '11111111-2222-3333-4444-aaaaaaaaaaaa';

const only = (text: string, wave?: string): Environment => {
  const [environment, second] = read(text, wave).environments;
  if (environment === undefined || second !== undefined) throw new Error('not one environment');
  return environment;
};

/** The settings of the only chat policy, which has these keys. */
function settings(keys: string): ChatPolicyIntent['settings'] | undefined {
  return only(`chatPolicies: [{ name: a, targets: root, ${keys} }]`).intent.chatPolicies[0]?.settings;
}

const targets = (environment: Environment): Record<string, string[]> => {
  const { chatPolicies, guardrails } = environment.intent;
  const entries = [...chatPolicies, ...guardrails].map((policy) => [
    policy.name,
    policy.targets.map(({ target }) => renderTarget(target)),
  ]);
  return Object.fromEntries(entries);
};

describe('settings of a chat policy', () => {
  const tenant = '01234567-89ab-cdef-0123-456789abcdef';
  test.each([
    [
      'a word is the client',
      'slack: enabled, microsoftTeams: disabled, chime: disabled',
      {
        slack: { client: { assign: 'enabled' } },
        microsoftTeams: { client: { assign: 'disabled' } },
        chime: { client: { assign: 'disabled' } },
      },
    ],
    [
      'the default client, with a lock',
      'default: { assign: disabled, children: none }',
      {
        default: { assign: 'disabled', children: [] },
      },
    ],
    [
      'one value or a list is assigned',
      'slack: { workspaces: T1, channelTypes: [private, public] }',
      {
        slack: { workspaces: { assign: ['T1'] }, channelTypes: { assign: ['private', 'public'] } },
      },
    ],
    [
      '`all` is the wildcard',
      'slack: { workspaces: all }, microsoftTeams: { tenants: all }',
      {
        slack: { workspaces: { assign: ['*'] } },
        microsoftTeams: { tenants: { '*': { assign: ['*'] } } },
      },
    ],
    [
      'the whole language of operators',
      'slack: { workspaces: { assign: [T1], append: T2, remove: [T3, T4], children: [append] } }',
      {
        slack: {
          workspaces: { assign: ['T1'], append: ['T2'], remove: ['T3', 'T4'], children: ['@@append'] },
        },
      },
    ],
    [
      'a control without a value',
      'slack: { roleSettings: { children: none } }',
      {
        slack: { roleSettings: { children: [] } },
      },
    ],
    [
      'a lock on all tenants, or all overrides, stands among their ids',
      `slack: { overrides: { children: none } }, microsoftTeams: { tenants: { children: [append], ${uuid}: { append: all } }, overrides: { children: all, ${uuid}: { ${uuid}: {} } } }`,
      {
        slack: { overridesChildren: [] },
        microsoftTeams: {
          tenants: { [uuid]: { append: ['*'] } },
          tenantsChildren: ['@@append'],
          overrides: { [uuid]: { [uuid]: {} } },
          overridesChildren: ['@@assign', '@@append', '@@remove'],
        },
      },
    ],
    [
      '`all` is the wildcard in an operator too',
      'slack: { workspaces: { assign: all, remove: [T1], children: none } }',
      { slack: { workspaces: { assign: ['*'], remove: ['T1'], children: [] } } },
    ],
    [
      '`children: all` allows all three',
      'children: all, slack: { children: [remove, assign] }',
      {
        children: ['@@assign', '@@append', '@@remove'],
        slack: { children: ['@@assign', '@@remove'] },
      },
    ],
    [
      'overrides by workspace',
      'slack: { overrides: { T1: { channelTypes: public, roleSettings: user_role, children: none } } }',
      {
        slack: {
          overrides: {
            T1: {
              channelTypes: { assign: ['public'] },
              roleSettings: { assign: ['user_role'] },
              children: [],
            },
          },
        },
      },
    ],
    [
      'tenants and overrides by tenant and team',
      `microsoftTeams: { tenants: { ${tenant}: [${tenant}] }, overrides: { ${tenant}: { ${tenant}: { roleSettings: channel_role } } } }`,
      {
        microsoftTeams: {
          tenants: { [tenant]: { assign: [tenant] } },
          overrides: { [tenant]: { [tenant]: { roleSettings: { assign: ['channel_role'] } } } },
        },
      },
    ],
    [
      'upper-case ids in lower case, everywhere',
      `microsoftTeams: { tenants: { ${tenant.toUpperCase()}: { append: ${tenant.toUpperCase()} } }, overrides: { ${tenant.toUpperCase()}: { ${tenant.toUpperCase()}: {} } } }`,
      {
        microsoftTeams: {
          tenants: { [tenant]: { append: [tenant] } },
          overrides: { [tenant]: { [tenant]: {} } },
        },
      },
    ],
    ['a raw document', 'document: raw.json', { content: { chatbot: { platforms: {} } }, file: 'raw.json' }],
  ])('%s', (_, keys, expected) => {
    expect(settings(keys)).toEqual(expected);
  });
});

describe('a guardrail', () => {
  const rule = (keys: string) =>
    only(`guardrails: [{ name: a, targets: root, ${keys} }]`).intent.guardrails[0]?.rule;
  const everywhere = { platforms: [], configurations: [], accounts: [] };

  test('binds every chat session and all resources by default', () => {
    expect(rule('deny: rds:DeleteDBCluster')).toEqual({
      statements: [{ effect: 'deny', actions: ['rds:DeleteDBCluster'], resources: ['*'], conditions: {} }],
      from: everywhere,
      partition: 'aws',
    });
  });

  test('returns the sessions that it applies to and those that are exempt', () => {
    const keys = `allowOnly: [s3:Get*], resources: [a, b], conditions: { StringEquals: { aws:RequestedRegion: eu-west-1 } },
      from: { platforms: [microsoftTeams, microsoft_teams, slack], accounts: '111111111111' },
      exceptFrom: { configurations: ops-* }, partition: '*'`;
    expect(rule(keys)).toEqual({
      statements: [
        {
          effect: 'allowOnly',
          actions: ['s3:Get*'],
          resources: ['a', 'b'],
          conditions: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
        },
      ],
      from: { ...everywhere, platforms: ['microsoft_teams', 'slack'], accounts: ['111111111111'] },
      exceptFrom: { ...everywhere, configurations: ['ops-*'] },
      partition: '*',
    });
  });

  test('comes from the catalogue with its parameters', () => {
    const used = rule('use: only-named-regions, with: { regions: eu-west-1 }');
    expect(used).toMatchObject({
      statements: [
        { effect: 'allowOnly', conditions: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } },
      ],
    });
  });

  test('exempts accounts with or without a reason, an owner and an end date', () => {
    const { intent } = only(`guardrails:
      - name: a
        targets: root
        deny: rds:*
        except: ['111111111111', { account: '222222222222', reason: r, owner: o, until: 2027-03-31 }]
        exceptFrom: { configurations: [x, y], platforms: slack, reason: r, owner: o, until: 2027-03-31 }`);
    const term = { policy: 'a', reason: 'r', owner: 'o', until: '2027-03-31' };
    expect(intent.guardrails[0]?.except).toEqual(['111111111111', '222222222222']);
    expect(intent.exceptions).toEqual([
      { ...term, exempt: '222222222222', path: ['guardrails', 0, 'except', 1] },
      { ...term, exempt: 'platform slack and (configuration x or y)', path: ['guardrails', 0, 'exceptFrom'] },
    ]);
  });
});

describe('environments', () => {
  test('a file without `environments` has one', () => {
    const { name, prerequisites, backend, provider } = only('version: 1');
    expect({ name, prerequisites, backend }).toEqual({
      name: 'chat-guardrails',
      prerequisites: 'check',
      backend: { kind: 'local', path: 'terraform.chat-guardrails.tfstate' },
    });
    expect(provider).toMatchObject({ region: 'us-east-1', version: '>= 5.69.0, < 7.0.0', defaultTags: {} });
  });

  const text = `
namePrefix: shared-
organization: shared.json
provider: { region: eu-west-1, profile: shared }
limits: { serviceControlPolicy: { attachmentsPerTarget: 5 } }
chatPolicies:
  - { name: a, targets: root, default: disabled }
  - { name: b, targets: root, default: disabled }
guardrails:
  - { name: c, targets: root, deny: rds:* }
environments:
  test: {}
  prod:
    namePrefix: prod-
    organization: prod.json
    provider: { profile: prod }
    limits: { serviceControlPolicy: { documentCharacters: 5120 } }
    prerequisites: skip
    chatPolicies:
      - { name: b, targets: Workloads, default: disabled }
      - { name: d, targets: root, default: disabled }
`;
  const [test1, prod] = read(text).environments;
  if (test1 === undefined || prod === undefined) throw new Error('there are two');

  test('name only the differences from the default', () => {
    expect([test1.name, test1.intent.namePrefix, test1.organization]).toEqual([
      'test',
      'shared-',
      'shared.json',
    ]);
    expect([prod.name, prod.intent.namePrefix, prod.organization]).toEqual(['prod', 'prod-', 'prod.json']);
    expect([test1.prerequisites, prod.prerequisites]).toEqual(['check', 'skip']);
    expect(prod.provider).toMatchObject({ region: 'eu-west-1', profile: 'prod' });
    expect(prod.intent.limits.serviceControlPolicy).toMatchObject({
      documentCharacters: 5120,
      attachmentsPerTarget: 5,
    });
  });

  test('add policies, and replace those of the same name', () => {
    expect(targets(test1)).toEqual({ a: ['root'], b: ['root'], c: ['root'] });
    expect(targets(prod)).toEqual({ a: ['root'], b: ['Workloads'], d: ['root'], c: ['root'] });
    expect(prod.intent.chatPolicies.map(({ path }) => path.join('.'))).toEqual([
      'chatPolicies.0',
      'environments.prod.chatPolicies.0',
      'environments.prod.chatPolicies.1',
    ]);
  });

  test('have separate states by default', () => {
    expect([test1.backend, prod.backend]).toEqual([
      { kind: 'local', path: 'terraform.test.tfstate' },
      { kind: 'local', path: 'terraform.prod.tfstate' },
    ]);
  });
});

test.each([
  ['none', { kind: 'none' }],
  ['{ local: { path: x.tfstate } }', { kind: 'local', path: 'x.tfstate' }],
  [
    '{ cloud: { organization: o, workspace: w, project: p, hostname: h } }',
    {
      kind: 'cloud',
      organization: 'o',
      project: 'p',
      hostname: 'h',
      workspaces: { kind: 'name', name: 'w' },
    },
  ],
  [
    '{ cloud: { organization: o, tags: [b, a] } }',
    { kind: 'cloud', organization: 'o', workspaces: { kind: 'tags', tags: ['a', 'b'] } },
  ],
  [
    '{ s3: { bucket: b, region: r } }',
    {
      kind: 's3',
      bucket: 'b',
      region: 'r',
      key: 'chat-guardrails/chat-guardrails.tfstate',
      useLockfile: true,
      encrypt: true,
    },
  ],
  [
    '{ s3: { bucket: b, region: r, key: k, useLockfile: false, encrypt: false, kmsKeyId: m, profile: p, roleArn: a } }',
    {
      kind: 's3',
      bucket: 'b',
      region: 'r',
      key: 'k',
      useLockfile: false,
      encrypt: false,
      kmsKeyId: 'm',
      profile: 'p',
      roleArn: 'a',
    },
  ],
  [
    '{ remote: { organization: o, prefix: p- } }',
    { kind: 'remote', organization: 'o', workspaces: { kind: 'prefix', prefix: 'p-' } },
  ],
])('the backend %s', (written, backend) => {
  expect(only(`backend: ${written}`).backend).toEqual(backend);
});

describe('waves', () => {
  const text = `
waves: [canary, wider, all]
chatPolicies:
  - { name: new, targets: { canary: Sandbox, all: root }, default: disabled }
  - { name: later, targets: { wider: [Workloads, Sandbox] }, default: disabled }
  - { name: old, targets: root, default: disabled }
`;
  test.each([
    ['canary', { new: ['Sandbox'], later: [], old: ['root'] }],
    ['wider', { new: ['Sandbox'], later: ['Workloads', 'Sandbox'], old: ['root'] }],
    ['all', { new: ['root'], later: ['Workloads', 'Sandbox'], old: ['root'] }],
  ])('%s', (wave, expected) => {
    expect(targets(only(text, wave))).toEqual(expected);
  });

  test('the file can name the wave, and the command line another one', () => {
    expect(targets(only(`wave: canary\n${text}`)).new).toEqual(['Sandbox']);
    expect(targets(only(`wave: canary\n${text}`, 'all')).new).toEqual(['root']);
  });
});

test('the same file as YAML and as JSON is the same configuration', () => {
  const yaml = 'version: 1\nguardrails:\n  - name: a\n    targets: [root]\n    deny: [rds:*]\n';
  const json = '{"version": 1, "guardrails": [{"name": "a", "targets": ["root"], "deny": ["rds:*"]}]}';
  expect(read(json)).toEqual(read(yaml));
});
