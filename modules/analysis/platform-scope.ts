import { isJsonObject, type JsonValue, valueAt } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import type { EffectiveChatPolicy } from '../simulator/effective/effective-policy.js';

/** What an effective chat policy allows on one platform. */
export interface PlatformScope {
  /** `open`: enabled, for all; `limited`: enabled for `places`; `unset`: no policy restricts it. */
  readonly state: 'open' | 'limited' | 'disabled' | 'unset' | 'unknown';
  /** Workspaces, or teams as `tenant/team`, each with its settings; a `*` for all others. */
  readonly places: readonly PlaceScope[];
}

/** A workspace or team with its own settings: an override where there is one, else the default of the platform. */
export interface PlaceScope {
  readonly id: string;
  /** Null where no policy restricts them; an empty list where a policy lists none. */
  readonly channelTypes: readonly string[] | null;
  readonly roles: readonly string[] | null;
}

/**
 * Returns what the effective chat policy of an account allows on a platform; `unknown` where a policy could not be read
 * or the answer depends on an unknown attachment order.
 */
export function platformScope(
  { effective, missing, dependsOnAttachmentOrder }: EffectiveChatPolicy,
  platform: 'slack' | 'microsoft_teams',
): PlatformScope {
  const isAbout = ([, part, below]: Path): boolean => part === 'default' || below === platform;
  if (missing.length > 0 || dependsOnAttachmentOrder.some(isAbout)) return { state: 'unknown', places: [] };
  return platform === 'slack' ? slackScope(effective) : teamsScope(effective);
}

/** Returns what an effective chat policy allows on Slack. */
function slackScope(effective: JsonValue): PlatformScope {
  const slack = valueAt(effective, 'chatbot', 'platforms', 'slack') ?? {};
  const overrides = entriesOf(valueAt(slack, 'overrides')).map(
    ([id, own]) => [id.toUpperCase(), own] as const,
  );
  const workspaces = valueAt(slack, 'workspaces');
  const listed = workspaces === undefined ? undefined : wordsOf(workspaces);
  return scopeOf(effective, { platform: slack, listed, overrides, everywhere: '*' });
}

/** Returns what an effective chat policy allows on Microsoft Teams. */
function teamsScope(effective: JsonValue): PlatformScope {
  const teams = valueAt(effective, 'chatbot', 'platforms', 'microsoft_teams') ?? {};
  const overrides = entriesOf(valueAt(teams, 'overrides')).flatMap(([tenant, below]) =>
    entriesOf(below).map(([team, own]) => [`${tenant}/${team}`, own] as const),
  );
  const tenants = valueAt(teams, 'tenants');
  const named = entriesOf(tenants).flatMap(([tenant, list]) =>
    wordsOf(list).map((team) => `${tenant}/${team}`),
  );
  const listed = tenants === undefined ? undefined : named;
  return scopeOf(effective, { platform: teams, listed, overrides, everywhere: '*/*' });
}

interface PlatformSettings {
  readonly platform: JsonValue;
  /** Workspaces or teams; undefined where no policy lists any. */
  readonly listed: readonly string[] | undefined;
  readonly overrides: readonly (readonly [string, JsonValue])[];
  /** The ID for all workspaces or teams. */
  readonly everywhere: string;
}

function scopeOf(
  effective: JsonValue,
  { platform, listed, overrides, everywhere }: PlatformSettings,
): PlatformScope {
  const client = valueAt(platform, 'client') ?? valueAt(effective, 'chatbot', 'default', 'client');
  if (client === 'disabled') return { state: 'disabled', places: [] };
  if (listed?.length === 0) return { state: 'unknown', places: [] };
  const all = listed === undefined || listed.includes(everywhere);
  const covers = (id: string): boolean =>
    all || listed.some((each) => each === `${id.split('/')[0]}/*` || each === `*/${id.split('/')[1]}`);
  const own = new Map(overrides);
  const extra = [...own.keys()].filter((id) => listed?.includes(id) !== true && covers(id));
  const defaults = valueAt(platform, 'default');
  const scopeOf = (id: string): PlaceScope => ({
    id,
    channelTypes: settingOf('supported_channel_types', own.get(id), defaults),
    roles: settingOf('supported_role_settings', own.get(id), defaults),
  });
  const ids = [...(listed ?? [everywhere]), ...extra];
  const state = !all ? 'limited' : client === undefined && listed === undefined ? 'unset' : 'open';
  return { state, places: ids.map(scopeOf) };
}

/** The value of a place's override, else of the platform's default; null where neither sets it. */
function settingOf(
  setting: string,
  override: JsonValue | undefined,
  defaults: JsonValue | undefined,
): readonly string[] | null {
  const value = valueAt(override ?? {}, setting) ?? valueAt(defaults ?? {}, setting);
  return value === undefined ? null : wordsOf(value);
}

function entriesOf(value: JsonValue | undefined): readonly (readonly [string, JsonValue])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function wordsOf(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
