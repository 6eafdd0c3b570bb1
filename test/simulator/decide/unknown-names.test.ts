import { loadActionCatalogue } from '../../../modules/actions/load-action-catalogue.js';
import { unknownNames } from '../../../modules/simulator/decide/unknown-names.js';
import { root, smallOrganization } from '../../support/small-organization.js';

const catalogue = loadActionCatalogue();
const channels = [
  {
    accountId: '222222222222',
    platform: 'slack',
    name: 'night-watch',
    workspaceId: 'T1',
    userRoleRequired: false,
    guardrailPolicyArns: [],
    roleArn: 'arn:aws:iam::222222222222:role/ChatOps',
  },
  {
    accountId: '333333333333',
    platform: 'slack',
    name: 'play',
    workspaceId: 'T9',
    userRoleRequired: false,
    guardrailPolicyArns: [],
    roleArn: 'arn:aws:iam::333333333333:role/ChatOps',
  },
];
const arn = 'arn:aws:chatbot::*:chat-configuration';
const policies = [
  { name: 'chat', on: [root], content: { chatbot: { default: { client: { '@@assign': 'enabled' } } } } },
  {
    name: 'from-chat',
    type: 'SERVICE_CONTROL_POLICY',
    on: [root],
    content: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Action: 'rds:*',
        Resource: '*',
        Condition: {
          ArnLike: {
            'aws:ChatbotSourceArn': [
              `${arn}/slack-channel/on-call-*`,
              `${arn}/*/*`,
              `${arn}/slack-channel/release`,
            ],
          },
          StringEquals: { 'aws:NewKey': 'a' },
        },
      },
    },
  },
];
const organization = smallOrganization(policies, { channels });

test.each([
  [
    { configuration: 'nite-watch' },
    {},
    [{ part: 'configuration', found: 'nite-watch', nearest: 'night-watch' }],
  ],
  [{ configuration: 'night-watch', workspace: 'T1' }, {}, []],
  [
    { configuration: 'Night-Watch' },
    {},
    [{ part: 'configuration', found: 'Night-Watch', nearest: 'night-watch' }],
  ],
  [{ configuration: 'on-call-shop' }, {}, [{ part: 'configuration', found: 'on-call-shop' }]],
  [{ configuration: 'release' }, {}, []],
  [{ configuration: 'release', platform: 'slack' }, {}, []],
  [{ configuration: 'release', platform: 'chime' }, {}, [{ part: 'configuration', found: 'release' }]],
  [
    { configuration: 'night-watch', platform: 'microsoft_teams' },
    {},
    [{ part: 'configuration', found: 'night-watch', rule: 'elsewhere' }],
  ],
  [{ workspace: 'T2' }, {}, [{ part: 'workspace', found: 'T2', nearest: 'T1' }]],
  [{ tenant: '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b' }, {}, []],
  [
    {},
    { 'aws:RequestdRegion': ['a'] },
    [{ part: 'key', found: 'aws:RequestdRegion', nearest: 'aws:RequestedRegion' }],
  ],
  [{}, { 'aws:newkey': ['a'], 'aws:PrincipalTag/team': ['a'], 's3:max-keys': ['1'] }, []],
  [{}, { 'token.actions.githubusercontent.com:sub': ['a'] }, []],
] as const)('of %j with the keys of %j unknown are %j', (from, context, expected) => {
  expect(unknownNames({ from, context }, organization, catalogue)).toEqual(expected);
});

test('a configuration of another account is elsewhere, unless one of the accounts has it', () => {
  const from = { platform: 'slack', configuration: 'play' } as const;
  const asked = (...accountIds: readonly string[]) =>
    unknownNames({ from, accountIds }, organization, catalogue);
  expect(asked('222222222222')).toEqual([{ part: 'configuration', found: 'play', rule: 'elsewhere' }]);
  expect(asked('222222222222', '333333333333')).toEqual([]);
  const misspelt = { platform: 'slack', configuration: 'plai' } as const;
  expect(unknownNames({ from: misspelt, accountIds: ['222222222222'] }, organization, catalogue)).toEqual([
    { part: 'configuration', found: 'plai', nearest: 'play' },
  ]);
});

test('a tenant that only chat policies name is checked where the channels are those of Slack', () => {
  const tenant = '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b';
  const teams = { tenants: { [tenant]: { '@@assign': ['2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6c'] } } };
  const policy = {
    name: 'chat',
    on: [root],
    content: { chatbot: { platforms: { microsoft_teams: teams } } },
  };
  const from = { tenant: tenant.replace('2f', '3f') };
  expect(unknownNames({ from }, smallOrganization([policy], { channels }), catalogue)).toEqual([
    { part: 'tenant', found: from.tenant, nearest: tenant },
  ]);
});

test('from the console only condition keys are checked', () => {
  const context = { 'aws:RequestdRegion': ['a'], 'aws:newkey': ['a'] };
  expect(unknownNames({ from: 'console', context }, organization, catalogue)).toMatchObject([
    { part: 'key', found: 'aws:RequestdRegion' },
  ]);
  expect(unknownNames({ from: 'console' }, organization, catalogue)).toEqual([]);
});

test('configurations are not checked where the organization file lists no channels', () => {
  const from = { configuration: 'nite-watch' };
  expect(unknownNames({ from }, smallOrganization(), catalogue)).toEqual([]);
});

describe('without channels', () => {
  const chat = (workspaces: readonly string[]) => ({
    name: 'chat',
    on: [root],
    content: { chatbot: { platforms: { slack: { workspaces: { '@@assign': [...workspaces] } } } } },
  });
  const unknownOf = (workspaces: readonly string[], from: object) =>
    unknownNames({ from }, smallOrganization([chat(workspaces)]), catalogue);

  test('a workspace that no chat policy names is unknown', () => {
    expect(unknownOf(['T0MAIN001', 'T0MAIN002'], { workspace: 'T0MAIN01' })).toEqual([
      { part: 'workspace', found: 'T0MAIN01', nearest: 'T0MAIN001' },
    ]);
  });

  test.each([
    ['a workspace that a chat policy names', ['T0MAIN001'], { workspace: 'T0MAIN001' }],
    ['a workspace beside a wildcard', ['T0MAIN001', '*'], { workspace: 'T0MAIN01' }],
    ['a workspace where no policy names one', [], { workspace: 'T0MAIN01' }],
    ['a tenant where no policy names one', ['T0MAIN001'], { tenant: '2f6c1f0a-6f0d-4b1e-9a57-1c2d3e4f5a6b' }],
    ['a configuration', ['T0MAIN001'], { configuration: 'any' }],
  ])('%s is not', (_, workspaces, from) => {
    expect(unknownOf(workspaces, from)).toEqual([]);
  });
});
