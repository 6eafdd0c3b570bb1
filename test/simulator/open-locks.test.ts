import fc from 'fast-check';
import { compileChatPolicy } from '../../modules/policy/chatbot/compile.js';
import type { ChatSettings } from '../../modules/policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/json.js';
import type { Organization } from '../../modules/policy/organization.js';
import { effectiveChatPolicy } from '../../modules/simulator/effective.js';
import { warnAboutOpenLocks } from '../../modules/simulator/warn-about-open-locks.js';
import { patience, runs, seed } from '../support/effort.js';
import { accountId, organizationOf } from '../support/organization-file.js';
import { randomPolicy } from '../support/random-organization.js';

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

/** What is said of the lock alone: peers have locks of their own. */
function saidOfLock(organization: Organization): readonly string[] {
  const [lock] = organization.root.organizationalUnits[0]?.policies ?? [];
  return warnAboutOpenLocks(organization).flatMap(({ path, message }) => (path[1] === lock ? [message] : []));
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

  it('does not hold it where a policy above has it, and is told so', () => {
    expect(effective(locked([there], lock, [], [changed]))).toEqual(effective(locked([changed], lock, [])));
    expect(saidOfLock(locked([there], lock, []))).toEqual([
      expect.stringContaining(`does not hold \`chatbot.platforms.${place}\`: another policy put it there`),
    ]);
  });

  it('does not hold it where a peer has it, and is told so', () => {
    expect(effective(locked([], lock, [there], [changed]))).toEqual(effective(locked([], lock, [changed])));
    expect(saidOfLock(locked([], lock, [there]))).toHaveLength(1);
  });

  it('holds it once it names it, and nothing is told', () => {
    expect(effective(locked([there], whole, [], [changed]))).toEqual(effective(locked([there], whole, [])));
    expect(saidOfLock(locked([there], whole, []))).toEqual([]);
    expect(saidOfLock(locked([], whole, [there]))).toEqual([]);
  });

  it('holds it where nobody has put it there, and nothing is told', () => {
    expect(effective(locked([], lock, [], [changed]))).toEqual({});
    expect(saidOfLock(locked([], lock, [], [changed]))).toEqual([]);
  });
});

describe('openings and other controls', () => {
  it('are not told where the policy that put it there locks it', () => {
    const own = compileChatPolicy({
      slack: { overrides: { T9: { channelTypes: { assign: ['private'] }, children: [] } } },
    });
    expect(saidOfLock(locked([own], compileChatPolicy({ children: [] }), []))).toEqual([]);
  });

  it('are not told of a control that lets policies below assign', () => {
    const open = compileChatPolicy({ children: ['@@assign'] });
    expect(saidOfLock(locked([slackOverride('private')], open, []))).toEqual([]);
  });

  it('are not told of what may be appended to, where the lock lets policies below append', () => {
    const own = compileChatPolicy({
      slack: { overrides: { T9: { channelTypes: { assign: ['private'] }, children: ['@@append'] } } },
    });
    expect(saidOfLock(locked([own], compileChatPolicy({ slack: { children: ['@@append'] } }), []))).toEqual(
      [],
    );
    expect(
      saidOfLock(locked([own], compileChatPolicy({ slack: { children: ['@@remove'] } }), [])),
    ).toHaveLength(1);
  });
});

it(
  `a lock of which nothing is told holds everything, and one that names all ids is such a lock (TEST_SEED=${seed})`,
  () => {
    let holding = 0;
    const some = fc.array(randomPolicy, { maxLength: 2 });
    const property = fc.property(some, some, some, (above, peers, below) => {
      const naming = compileChatPolicy({ children: [], ...namedIn([...above, ...peers]) });
      expect(saidOfLock(locked(above, naming, peers))).toEqual([]);
      for (const lock of [naming, compileChatPolicy({ children: [] })]) {
        if (saidOfLock(locked(above, lock, peers)).length > 0) continue;
        holding++;
        const before = effective(locked(above, lock, peers));
        expect(effective(locked(above, lock, peers, below))).toEqual(before);
        expect(effective(locked(above, lock, peers, above))).toEqual(before);
      }
    });
    fc.assert(property, { seed, numRuns: runs(20_000) });
    expect(holding).toBeGreaterThan(runs(20_000));
  },
  patience,
);

/** Every id that documents name, in our words. */
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
