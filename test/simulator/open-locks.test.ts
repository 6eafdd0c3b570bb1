import fc from 'fast-check';
import { warnAboutOpenLocks } from '../../modules/analysis/warn-about-open-locks.js';
import { compileChatPolicy } from '../../modules/policy/chatbot/compile.js';
import type { ChatSettings } from '../../modules/policy/intent.js';
import type { Organization } from '../../modules/policy/organization/organization.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective/effective-policy.js';
import { undotted } from '../support/dotted.js';
import { patience, runs, seed } from '../support/effort.js';
import { accountId, organizationOf } from '../support/organization-file.js';
import { randomPolicy } from '../support/random-organization.js';
import { policyId, prod, root, sandbox, smallOrganization } from '../support/small-organization.js';

const tenant = '0a1b2c3d-4e5f-4789-abcd-ef0123456789';
const team = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

/** A lock on a unit, with policies above it, beside it and below it. */
function locked(
  above: readonly JsonObject[],
  lock: JsonObject,
  peers: readonly JsonObject[],
  below: readonly JsonObject[] = [],
): Organization {
  const units = [{ policies: [lock, ...peers], accounts: [{ policies: below }] }];
  return organizationOf({ policies: above, units });
}

function effective(organization: Organization): JsonObject | undefined {
  return effectiveChatPolicy(organization, accountId(1))?.effective;
}

/** The facts of the problems of the lock: peers have locks of their own. */
function problemsOfLock(organization: Organization): readonly object[] {
  const [lock] = organization.root.organizationalUnits[0]?.policies ?? [];
  return warnAboutOpenLocks(organization).flatMap(({ path, facts }) => (path[1] === lock ? [facts] : []));
}

const slackOverride = (word: string): JsonObject => ({
  chatbot: {
    platforms: { slack: { overrides: { T9: { supported_channel_types: { '@@assign': [word] } } } } },
  },
});
const tenants = (word: string): JsonObject => ({
  chatbot: { platforms: { microsoft_teams: { tenants: { [tenant]: { '@@assign': [word] } } } } },
});
const teamOverride = (word: string): JsonObject => ({
  chatbot: {
    platforms: {
      microsoft_teams: {
        overrides: { [tenant]: { [team]: { supported_role_settings: { '@@assign': [word] } } } },
      },
    },
  },
});

const places: readonly (readonly [
  name: string,
  values: readonly [there: JsonObject, changed: JsonObject],
  place: string,
  naming: ChatSettings,
])[] = [
  [
    'the override of a workspace',
    [slackOverride('private'), slackOverride('public')],
    'slack.overrides.T9',
    { slack: { overrides: { T9: {} } } },
  ],
  [
    'a tenant',
    [tenants(team), tenants('*')],
    `microsoft_teams.tenants.${tenant}`,
    { microsoftTeams: { tenants: { [tenant]: { children: [] } } } },
  ],
  [
    'the override of a team',
    [teamOverride('user_role'), teamOverride('channel_role')],
    `microsoft_teams.overrides.${tenant}`,
    { microsoftTeams: { overrides: { [tenant]: { [team]: {} } } } },
  ],
];

describe.each(places)('a lock that does not name %s', (_name, [there, changed], place, naming) => {
  const lock = compileChatPolicy({ children: [] });
  const whole = compileChatPolicy({ ...naming, children: [] });

  it('does not lock an item from a policy above, which is reported', () => {
    expect(effective(locked([there], lock, [], [changed]))).toEqual(effective(locked([changed], lock, [])));
    expect(problemsOfLock(locked([there], lock, []))).toEqual([
      expect.objectContaining({ rule: 'set-by-other-policy', settings: [`chatbot.platforms.${place}`] }),
    ]);
  });

  it('does not lock an item from a peer, which is reported', () => {
    expect(effective(locked([], lock, [there], [changed]))).toEqual(effective(locked([], lock, [changed])));
    expect(problemsOfLock(locked([], lock, [there]))).toHaveLength(1);
  });

  it('locks an item that it names, and nothing is reported', () => {
    expect(effective(locked([there], whole, [], [changed]))).toEqual(effective(locked([there], whole, [])));
    expect(problemsOfLock(locked([there], whole, []))).toEqual([]);
    expect(problemsOfLock(locked([], whole, [there]))).toEqual([]);
  });

  it('locks an item that no other policy adds, and nothing is reported', () => {
    expect(effective(locked([], lock, [], [changed]))).toEqual({});
    expect(problemsOfLock(locked([], lock, [], [changed]))).toEqual([]);
  });
});

describe('openings and other controls', () => {
  it('are not reported if the policy that added the item locks it', () => {
    const own = compileChatPolicy({
      slack: { overrides: { T9: { channelTypes: { assign: ['private'] }, children: [] } } },
    });
    expect(problemsOfLock(locked([own], compileChatPolicy({ children: [] }), []))).toEqual([]);
  });

  it('are not reported for items that a lock above prevents', () => {
    const lock = compileChatPolicy({ children: [] });
    const [above, below] = [slackOverride('private'), slackOverride('public')];
    expect(problemsOfLock(locked([lock], lock, [above]))).toEqual([]);
    expect(effective(locked([lock], lock, [above], [below]))).toEqual({});
  });

  it('are not reported for a control that allows assigning', () => {
    const open = compileChatPolicy({ children: ['@@assign'] });
    expect(problemsOfLock(locked([slackOverride('private')], open, []))).toEqual([]);
  });

  it('are not reported for lists if the lock allows appending', () => {
    const own = compileChatPolicy({
      slack: { overrides: { T9: { channelTypes: { assign: ['private'] }, children: ['@@append'] } } },
    });
    expect(
      problemsOfLock(locked([own], compileChatPolicy({ slack: { children: ['@@append'] } }), [])),
    ).toEqual([]);
    expect(
      problemsOfLock(locked([own], compileChatPolicy({ slack: { children: ['@@remove'] } }), [])),
    ).toHaveLength(1);
  });
});

describe('a lock that leaves something open is reported at its control', () => {
  const control = '@@operators_allowed_for_child_policies';
  const none = { [control]: ['@@none'] };
  const types = { supported_channel_types: { '@@assign': ['private'] } };
  const inPlatforms = (settings: JsonObject): JsonObject =>
    undotted({ 'chatbot.platforms': undotted(settings) });

  /** The problems of a lock on a unit, below a policy of the root: severity, kind, place of the control and facts. */
  const problemsOf = (above: JsonObject, lock: JsonObject): readonly (readonly [string, object])[] =>
    warnAboutOpenLocks(locked([above], lock, [])).map(({ severity, kind, path, facts }) => {
      const [top, policy, content, ...keys] = path;
      expect([top, policy, content]).toEqual(['policies', 'p-chat000001', 'content']);
      return [`${severity} ${kind} ${keys.join('.')}`, facts];
    });
  const problem = (
    place: string,
    settings: readonly string[],
    example?: string,
    count = settings.length,
  ): readonly [string, object] => [
    `warning child-control-leaves-open chatbot.platforms.${place}.${control}`,
    {
      ...{ rule: 'set-by-other-policy', policy: 'p-chat000001', count },
      settings: settings.map((setting) => `chatbot.platforms.${setting}`),
      ...(example && { example }),
    },
  ];

  it.each<readonly [string, JsonObject, JsonObject, readonly (readonly [string, object])[]]>([
    [
      'an override, as the policy above spells it',
      { 'Slack.Overrides.T9': types },
      { 'slack.overrides': none },
      [problem('slack.overrides', ['Slack.Overrides.T9'], 'T9: {}')],
    ],
    [
      'an override of digits, which YAML wants in quotes',
      { 'slack.overrides.12': types },
      { 'slack.overrides': none },
      [problem('slack.overrides', ['slack.overrides.12'], '"12": {}')],
    ],
    [
      'the list for all tenants',
      { 'microsoft_teams.tenants.*': { '@@assign': ['*'] } },
      { 'microsoft_teams.tenants': none },
      [problem('microsoft_teams.tenants', ['microsoft_teams.tenants["*"]'], 'all: { children: none }')],
    ],
    [
      'the override of a team in a tenant that the lock names',
      {
        [`microsoft_teams.overrides.${tenant}.${team}.supported_role_settings`]: {
          '@@assign': ['user_role'],
        },
      },
      { 'microsoft_teams.overrides': none, [`microsoft_teams.overrides.${tenant}`]: none },
      [
        problem(
          `microsoft_teams.overrides.${tenant}`,
          [`microsoft_teams.overrides.${tenant}.${team}`],
          `${team}: {}`,
        ),
      ],
    ],
    [
      'a setting with a name of its own, for which there is no example',
      { 'slack.workspaces': { '@@assign': ['T1'] } },
      { slack: none },
      [problem('slack', ['slack.workspaces'])],
    ],
    [
      'a setting to which the policy above appends alone',
      { 'slack.workspaces': { '@@append': ['T1'] } },
      { slack: none },
      [problem('slack', ['slack.workspaces'])],
    ],
    [
      'a setting of which the control above allows more than the lock',
      { 'slack.workspaces': { '@@assign': ['T1'], [control]: ['@@append'] } },
      { slack: none },
      [problem('slack', ['slack.workspaces'])],
    ],
    [
      'an override whose own lock leaves its settings open',
      { 'slack.overrides.T9': { ...none, ...types } },
      { 'slack.overrides': none },
      [problem('slack.overrides', ['slack.overrides.T9'], 'T9: {}')],
    ],
    [
      'two locks above one another, each with what stands in its own container',
      { 'slack.client': { '@@assign': 'enabled' }, 'slack.overrides.T9': types },
      { slack: none, 'slack.overrides': none },
      [problem('slack', ['slack.client']), problem('slack.overrides', ['slack.overrides.T9'], 'T9: {}')],
    ],
    [
      'three, one by one',
      { 'slack.overrides': { T1: types, T2: types, T3: types } },
      { 'slack.overrides': none },
      [
        problem(
          'slack.overrides',
          ['slack.overrides.T1', 'slack.overrides.T2', 'slack.overrides.T3'],
          'T1: {}',
        ),
      ],
    ],
    [
      'four, as three and one more',
      { 'slack.overrides': { T1: types, T2: types, T3: types, T4: types } },
      { 'slack.overrides': none },
      [
        problem(
          'slack.overrides',
          ['slack.overrides.T1', 'slack.overrides.T2', 'slack.overrides.T3'],
          'T1: {}',
          4,
        ),
      ],
    ],
  ])('%s', (_, above, lock, expected) => {
    expect(problemsOf(inPlatforms(above), inPlatforms(lock))).toEqual(expected);
  });

  it('once, though the policy with the lock is attached to two units below the other', () => {
    const organization = smallOrganization([
      { name: 'above', on: [root], content: inPlatforms({ 'slack.client': { '@@assign': 'enabled' } }) },
      { name: 'lock', on: [prod, sandbox], content: inPlatforms({ slack: none }) },
    ]);
    expect(warnAboutOpenLocks(organization).map(({ path }) => path[1])).toEqual([policyId(1)]);
  });

  it('a control in another case, at its position in the document', () => {
    const lock = {
      ChatBot: { platforms: { slack: { '@@Operators_Allowed_For_Child_Policies': ['@@None'] } } },
    };
    const [[line] = []] = problemsOf(inPlatforms({ 'slack.client': { '@@assign': 'enabled' } }), lock);
    expect(line).toMatch(
      /^warning child-control-leaves-open ChatBot\.platforms\.slack\.@@Operators_Allowed_For_Child_Policies$/,
    );
  });

  it.each<readonly [string, JsonObject, JsonObject]>([
    [
      'where it names the setting in another case',
      { 'slack.workspaces': { '@@assign': ['T1'] } },
      { slack: { ...none, WorkSpaces: none } },
    ],
    [
      'where the control above allows no more than the lock',
      { 'slack.workspaces': { '@@assign': ['T1'], ...none } },
      { slack: { [control]: ['@@append'] } },
    ],
    [
      'where the policy above has a container without settings there',
      { 'slack.overrides': none },
      { slack: none },
    ],
    [
      'where the policy above sets something on another platform',
      { 'microsoft_teams.client': { '@@assign': 'enabled' } },
      { slack: none },
    ],
    [
      'where it allows everything',
      { 'slack.client': { '@@assign': 'enabled' } },
      { slack: { [control]: ['@@ALL'] } },
    ],
    [
      'where it stands on the setting itself',
      { 'slack.workspaces': { '@@assign': ['T1'] } },
      { 'slack.workspaces': none },
    ],
  ])('and is not told %s', (_, above, lock) => {
    expect(problemsOf(inPlatforms(above), inPlatforms(lock))).toEqual([]);
  });
});

it(
  `a lock without findings covers everything, and so does one that names all IDs (TEST_SEED=${seed})`,
  () => {
    let holding = 0;
    const some = fc.array(randomPolicy, { maxLength: 2 });
    const property = fc.property(some, some, some, (above, peers, below) => {
      const naming = compileChatPolicy({ children: [], ...namedIn([...above, ...peers]) });
      expect(problemsOfLock(locked(above, naming, peers))).toEqual([]);
      for (const lock of [naming, compileChatPolicy({ children: [] })]) {
        if (problemsOfLock(locked(above, lock, peers)).length > 0) continue;
        holding++;
        const before = effective(locked(above, lock, peers));
        expect(effective(locked(above, lock, peers, below))).toEqual(before);
        expect(effective(locked(above, lock, peers, above))).toEqual(before);
      }
    });
    fc.assert(property, { seed, numRuns: runs(20_000) });
    expect(holding).toBeGreaterThanOrEqual(runs(20_000));
  },
  patience,
);

/** Every ID that documents name, in our words. */
function namedIn(documents: readonly JsonObject[]): ChatSettings {
  const below = (...path: readonly string[]) =>
    [
      ...new Set(
        documents.flatMap((document) => Object.keys(partOf(document, ['chatbot', 'platforms', ...path]))),
      ),
    ].filter((key) => !key.startsWith('@@'));
  const teams = (id: string) => below('microsoft_teams', 'overrides', id).map((each) => [each, {}] as const);
  return {
    slack: { overrides: Object.fromEntries(below('slack', 'overrides').map((id) => [id, {}])) },
    microsoftTeams: {
      tenants: Object.fromEntries(below('microsoft_teams', 'tenants').map((id) => [id, { children: [] }])),
      overrides: Object.fromEntries(
        below('microsoft_teams', 'overrides').map((id) => [id, Object.fromEntries(teams(id))]),
      ),
    },
  };
}

/** A part of a document; the keys on the way to it are in any case. */
function partOf(value: JsonValue, [key, ...path]: readonly string[]): JsonObject {
  if (!isJsonObject(value)) return {};
  if (key === undefined) return value;
  const found = Object.entries(value).find(([own]) => own.toLowerCase() === key.toLowerCase());
  return partOf(found?.[1] ?? {}, path);
}
