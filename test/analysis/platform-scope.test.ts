import { type PlatformScope, platformScope } from '../../modules/analysis/platform-scope.js';
import type { JsonObject } from '../../modules/policy/text/json.js';

const known = { settings: [], dependsOnAttachmentOrder: [], missing: [] };
const slack = (settings: JsonObject): PlatformScope =>
  platformScope({ ...known, effective: { chatbot: { platforms: { slack: settings } } } }, 'slack');
const teams = (settings: JsonObject): PlatformScope =>
  platformScope(
    { ...known, effective: { chatbot: { platforms: { microsoft_teams: settings } } } },
    'microsoft_teams',
  );

describe('the scope of Slack', () => {
  it('has the override of a workspace beside the default of the others', () => {
    const { state, places } = slack({
      client: 'enabled',
      workspaces: ['T0A', 'T0B'],
      default: { supported_channel_types: ['private'], supported_role_settings: ['user_role'] },
      overrides: {
        t0b: { supported_role_settings: ['channel_role'], supported_channel_types: ['private', 'public'] },
      },
    });
    expect(state).toBe('limited');
    expect(places).toEqual([
      { id: 'T0A', channelTypes: ['private'], roles: ['user_role'] },
      { id: 'T0B', channelTypes: ['private', 'public'], roles: ['channel_role'] },
    ]);
  });

  it('keeps the default for a setting that an override does not name', () => {
    const { places } = slack({
      workspaces: ['T0A'],
      default: { supported_channel_types: ['private'] },
      overrides: { t0a: { supported_role_settings: ['channel_role'] } },
    });
    expect(places).toEqual([{ id: 'T0A', channelTypes: ['private'], roles: ['channel_role'] }]);
  });

  it('has a workspace with an override where all workspaces are allowed, and not where others are listed', () => {
    const overrides = { t0a: { supported_role_settings: ['channel_role'] } };
    const idsOf = (settings: JsonObject) => slack({ overrides, ...settings }).places.map(({ id }) => id);
    expect(idsOf({ workspaces: ['*'] })).toEqual(['*', 'T0A']);
    expect(idsOf({})).toEqual(['*', 'T0A']);
    expect(idsOf({ workspaces: ['T0B'] })).toEqual(['T0B']);
  });

  it.each<[string, JsonObject, PlatformScope['state']]>([
    ['disabled', { client: 'disabled', workspaces: ['T0A'] }, 'disabled'],
    ['unset', {}, 'unset'],
    ['open', { client: 'enabled' }, 'open'],
    ['open with a wildcard', { workspaces: ['*'] }, 'open'],
    ['unknown with an empty list, whose meaning AWS does not document', { workspaces: [] }, 'unknown'],
  ])('is %s', (_, settings, state) => {
    expect(slack(settings).state).toBe(state);
  });
});

describe('the scope of Microsoft Teams', () => {
  it('has the override of a team, also one that only a wildcard allows', () => {
    const { places } = teams({
      tenants: { one: ['a'], two: ['*'] },
      default: { supported_role_settings: ['user_role'] },
      overrides: {
        one: { a: { supported_role_settings: ['channel_role'] }, b: {} },
        two: { c: { supported_role_settings: [] } },
      },
    });
    expect(places).toEqual([
      { id: 'one/a', channelTypes: null, roles: ['channel_role'] },
      { id: 'two/*', channelTypes: null, roles: ['user_role'] },
      { id: 'two/c', channelTypes: null, roles: [] },
    ]);
  });
});
