import { compileChatPolicy } from '../../../modules/policy/chatbot/compile.js';
import type { ChatSettings, ChildControl } from '../../../modules/policy/intent.js';
import type { JsonObject } from '../../../modules/policy/text/json.js';

const control = '@@operators_allowed_for_child_policies';
const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';

describe('the control of a platform, on its overrides', () => {
  it.each<readonly [string, ChildControl, readonly string[], readonly string[]]>([
    ['stays where it allows to assign', ['@@assign'], ['@@assign'], ['@@assign']],
    [
      'stays where it allows to assign and more',
      ['@@assign', '@@append'],
      ['@@assign', '@@append'],
      ['@@assign', '@@append'],
    ],
    ['keeps new ones out where it allows to append', ['@@append'], ['@@none'], ['@@append']],
    ['keeps new ones out where it allows to remove', ['@@remove'], ['@@none'], ['@@remove']],
    ['keeps new ones out where it allows nothing', [], ['@@none'], ['@@none']],
  ])('%s', (_, children, onOverrides, elsewhere) => {
    expect(compileChatPolicy({ slack: { children, overrides: { T1: {} } } })).toMatchObject({
      chatbot: {
        platforms: {
          slack: {
            [control]: elsewhere,
            workspaces: { [control]: elsewhere },
            overrides: { [control]: onOverrides, T1: { supported_channel_types: { [control]: elsewhere } } },
          },
        },
      },
    });
    expect(
      compileChatPolicy({ microsoftTeams: { children, overrides: { [tenant]: {} }, tenants: {} } }),
    ).toMatchObject({
      chatbot: {
        platforms: {
          microsoft_teams: {
            tenants: { [control]: elsewhere },
            overrides: { [control]: onOverrides, [tenant]: { [control]: onOverrides } },
          },
        },
      },
    });
  });
});

describe('the policy of a platform', () => {
  const all = { [control]: ['@@all'] };
  const slackOf = (slack: JsonObject) => JSON.stringify({ chatbot: { platforms: { slack } } });

  it.each<[string, ChatSettings['slack'], JsonObject]>([
    ['is there without settings', {}, {}],
    ['has a setting without a value', { workspaces: {} }, { workspaces: {} }],
    ['has no overrides where there are none', { overrides: {} }, {}],
    ['has no override without settings', { overrides: { T1: {} } }, { overrides: {} }],
    [
      'has an empty list',
      { overrides: { T1: { channelTypes: { assign: [] } } } },
      { overrides: { T1: { supported_channel_types: { '@@assign': [] } } } },
    ],
    [
      'has its overrides in the order of their IDs',
      { overrides: { T2: { roleSettings: {} }, T1: { roleSettings: {} } } },
      { overrides: { T1: { supported_role_settings: {} }, T2: { supported_role_settings: {} } } },
    ],
    [
      'writes a control of all operators as one word',
      { client: { assign: 'enabled', children: ['@@assign', '@@append', '@@remove'] } },
      { client: { ...all, '@@assign': 'enabled' } },
    ],
  ])('%s', (_, slack, document) => {
    expect(JSON.stringify(compileChatPolicy(slack === undefined ? {} : { slack }))).toBe(slackOf(document));
  });

  it('has a client without a value', () => {
    expect(compileChatPolicy({ default: {} })).toStrictEqual({ chatbot: { default: { client: {} } } });
  });
});
