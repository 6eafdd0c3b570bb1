import { itemPath, settingPath } from '../../../modules/policy/chatbot/setting-path.js';
import type { Path } from '../../../modules/policy/text/path.js';

test.each<[Path, Path]>([
  [['chatbot', 'default', 'client'], ['default']],
  [
    ['chatbot', 'platforms', 'slack', 'client', '@@assign'],
    ['slack', 'client'],
  ],
  [
    ['chatbot', 'platforms', 'slack', 'workspaces', '@@append', 2],
    ['slack', 'workspaces'],
  ],
  [
    ['chatbot', 'platforms', 'slack', 'default', 'supported_channel_types', '@@assign', 0],
    ['slack', 'channelTypes'],
  ],
  [
    ['chatbot', 'platforms', 'slack', 'overrides', 'T1', 'supported_role_settings'],
    ['slack', 'overrides', 'T1', 'roleSettings'],
  ],
  [
    ['chatbot', 'platforms', 'microsoft_teams', 'default', 'supported_role_settings'],
    ['microsoftTeams', 'roleSettings'],
  ],
  [
    ['chatbot', 'platforms', 'microsoft_teams', 'tenants', 'toString', 1],
    ['microsoftTeams', 'tenants', 'toString', 1],
  ],
  [['@@assign'], []],
])('the path %j of a policy is %j in the configuration', (path, expected) => {
  expect(settingPath(path)).toEqual(expected);
});

test('an item of a list has the path of its setting, its operator and its value', () => {
  const path = ['chatbot', 'platforms', 'slack', 'workspaces'];
  expect(itemPath(path, '@@remove', 'T1')).toEqual(['slack', 'workspaces', 'remove', 'T1']);
});
