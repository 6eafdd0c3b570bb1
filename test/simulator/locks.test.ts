import fc from 'fast-check';
import { compileChatPolicy } from '../../modules/policy/chatbot/compile.js';
import type { ChatSettings, ChildControl, ListSetting } from '../../modules/policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective/effective-policy.js';
import { patience, runs, seed } from '../support/effort.js';
import { accountId, organizationOf } from '../support/organization-file.js';
import { randomPolicy } from '../support/random-organization.js';

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** Where `children` may stand in a configuration, and the part of the document that it then governs. */
const places: readonly (readonly [
  name: string,
  path: string,
  lock: (settings: ChatSettings, children: ChildControl) => ChatSettings,
])[] = [
  ['the whole policy', 'chatbot', (settings, children) => ({ ...settings, children })],
  [
    'Slack',
    'chatbot.platforms.slack',
    (settings, children) => ({ ...settings, slack: { ...settings.slack, children } }),
  ],
  [
    'Microsoft Teams',
    'chatbot.platforms.microsoft_teams',
    (settings, children) => ({ ...settings, microsoftTeams: { ...settings.microsoftTeams, children } }),
  ],
  [
    'the list of workspaces',
    'chatbot.platforms.slack.workspaces',
    ({ slack, ...others }, children) => ({
      ...others,
      slack: { ...slack, workspaces: { ...slack?.workspaces, children } },
    }),
  ],
  [
    'the tenants',
    'chatbot.platforms.microsoft_teams.tenants',
    (settings, children) => ({
      ...settings,
      microsoftTeams: { ...settings.microsoftTeams, tenantsChildren: children },
    }),
  ],
  [
    'the overrides of workspaces',
    'chatbot.platforms.slack.overrides',
    (settings, children) => ({ ...settings, slack: { ...settings.slack, overridesChildren: children } }),
  ],
  [
    'the overrides of teams',
    'chatbot.platforms.microsoft_teams.overrides',
    (settings, children) => ({
      ...settings,
      microsoftTeams: { ...settings.microsoftTeams, overridesChildren: children },
    }),
  ],
  [
    'the default for new chat applications',
    'chatbot.default.client',
    (settings, children) => ({ ...settings, default: { ...settings.default, children } }),
  ],
  [
    'the override of a workspace',
    'chatbot.platforms.slack.overrides.t1',
    ({ slack, ...others }, children) => ({
      ...others,
      slack: { ...slack, overrides: { ...slack?.overrides, T1: { ...slack?.overrides?.['T1'], children } } },
    }),
  ],
];

const controls: readonly (readonly [name: string, children: ChildControl])[] = [
  ['nothing', []],
  ['only append', ['@@append']],
  ['only remove', ['@@remove']],
  ['only assign', ['@@assign']],
  ['only append and remove', ['@@append', '@@remove']],
];

describe.each(places)(`a lock on %s (TEST_SEED=${seed})`, (_place, path, lock) => {
  it.each(controls)(
    'lets policies below do %s there, and everything elsewhere',
    (_name, children) => {
      const policies = fc.array(randomPolicy, { maxLength: 2 });
      const property = fc.property(randomSettings, policies, policies, (settings, ofUnit, ofAccount) => {
        // The same places are named, so that only the controls differ: a place that is named is not new below.
        const open = compileChatPolicy(lock(settings, ['@@assign', '@@append', '@@remove']));
        const locked = compileChatPolicy(lock(settings, children));
        const known = new Set(placesIn(locked));
        const allowed = (document: JsonObject) => restricted(document, path, children, known);
        expect(effective(locked, ofUnit, ofAccount)).toEqual(
          effective(open, ofUnit.map(allowed), ofAccount.map(allowed)),
        );
      });
      fc.assert(property, { seed, numRuns: runs(2_000) });
    },
    patience,
  );
});

describe('a lock with an opening', () => {
  const settings: ChatSettings = {
    children: [],
    slack: {
      client: { assign: 'enabled' },
      workspaces: { assign: ['T1'], children: ['@@append'] },
      channelTypes: { children: ['@@assign'] },
    },
  };
  const child = {
    chatbot: {
      platforms: {
        slack: {
          client: { '@@assign': 'disabled' },
          workspaces: { '@@assign': ['T8'], '@@append': ['T9'] },
          default: {
            supported_channel_types: { '@@assign': ['private'] },
            supported_role_settings: { '@@assign': ['user_role'] },
          },
        },
        microsoft_teams: { client: { '@@assign': 'enabled' } },
      },
    },
  };

  it('lets policies below change only the open setting, with or without a value', () => {
    expect(effective(compileChatPolicy(settings), [], [child])).toEqual({
      chatbot: {
        platforms: {
          slack: {
            client: 'enabled',
            workspaces: ['T1', 'T9'],
            default: { supported_channel_types: ['private'] },
          },
        },
      },
    });
  });
});

function effective(root: JsonObject, ofUnit: readonly JsonObject[], ofAccount: readonly JsonObject[]) {
  const units = [{ policies: ofUnit, accounts: [{ policies: ofAccount }] }];
  return effectiveChatPolicy(organizationOf({ policies: [root], units }), accountId(1))?.effective;
}

/**
 * What a lock leaves of a policy below: the operators that it allows, and new tenants and overrides, whole, where
 * new ones may be added; its own controls can only narrow the lock's. A new override takes the place of the defaults, so that adding one counts as assigning.
 */
function restricted(
  document: JsonObject,
  locked: string,
  children: ChildControl,
  known: ReadonlySet<string>,
): JsonObject {
  const mayAdd = (container: string) =>
    children.includes('@@assign') || (container.endsWith('.tenants') && children.includes('@@append'));
  const walk = (value: JsonValue, path: string): JsonValue => {
    if (!isJsonObject(value)) return value;
    const isLocked = `${path}.`.startsWith(`${locked}.`);
    const kept = Object.entries(value).flatMap(([key, below]) => {
      const folded = key.toLowerCase();
      const here = path === '' ? folded : `${path}.${folded}`;
      const isValue = /^@@(assign|append|remove)$/.test(folded);
      if (isLocked && isValue) return children.some((operator) => operator === folded) ? [[key, below]] : [];
      if (isLocked && folded === childControl) return [[key, narrowed(below, children)]];
      const isNew = !folded.startsWith('@@') && holdsIds.test(path) && !known.has(here);
      if (isLocked && isNew) return mayAdd(path) ? [[key, below]] : [];
      return [[key, walk(below, here)]];
    });
    return Object.fromEntries(kept);
  };
  return walk(document, '') as JsonObject;
}

const childControl = '@@operators_allowed_for_child_policies';

/** What is left of a control below a lock: a level can only narrow what the levels above leave. */
function narrowed(control: JsonValue, children: ChildControl): JsonValue {
  const said = (control as readonly string[]).map((word) => word.toLowerCase());
  const left = said.includes('@@all') ? children : children.filter((operator) => said.includes(operator));
  return left.length === 0 ? ['@@none'] : [...left];
}

const holdsIds = /\.(tenants|overrides|microsoft_teams\.overrides\.[^.]+)$/;

/** Every place that the document names, in lower case. */
function placesIn(value: JsonValue, path = ''): readonly string[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, below]) => {
    const here = path === '' ? key.toLowerCase() : `${path}.${key.toLowerCase()}`;
    return [here, ...placesIn(below, here)];
  });
}

function listOf<T extends string>(...words: readonly T[]): fc.Arbitrary<ListSetting<T>> {
  const some = fc.uniqueArray(fc.constantFrom(...words), { maxLength: 3 });
  return fc.record({ assign: some, append: some, remove: some }, { requiredKeys: [] });
}

const client = fc.record({ assign: fc.constantFrom('enabled' as const, 'disabled' as const) });
const channelTypes = listOf('public', 'private');
const roleSettings = listOf('user_role', 'channel_role');
const workspaces = listOf('T1', 'T2', '*');
const override = fc.record({ channelTypes, roleSettings }, { requiredKeys: [] });
const teamOverride = fc.record({ [team]: fc.record({ roleSettings }) });
const teams = fc.record({ [tenant]: listOf(team, '*'), '*': listOf('*') }, { requiredKeys: [] });

const randomSettings: fc.Arbitrary<ChatSettings> = fc.record(
  {
    default: client,
    slack: fc.record(
      { client, workspaces, channelTypes, roleSettings, overrides: fc.record({ T1: override }) },
      { requiredKeys: [] },
    ),
    microsoftTeams: fc.record(
      { client, tenants: teams, roleSettings, overrides: fc.record({ [tenant]: teamOverride }) },
      { requiredKeys: [] },
    ),
    chime: fc.record({ client }),
  },
  { requiredKeys: [] },
);
