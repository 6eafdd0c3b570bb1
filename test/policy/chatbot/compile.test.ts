import { compileChatPolicy } from '../../../modules/policy/chatbot/compile.js';
import type { ChildControl } from '../../../modules/policy/intent.js';

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
