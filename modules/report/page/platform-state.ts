import { isJsonObject, type JsonValue } from '../../policy/text/json.js';
import type { PlatformState } from './page-data.js';

/** What an effective chat policy lets Slack do. */
export function slackState(effective: JsonValue): PlatformState {
  const slack = at(effective, 'chatbot', 'platforms', 'slack') ?? {};
  return stateOf(effective, slack, words(at(slack, 'workspaces')), at(slack, 'workspaces') !== undefined);
}

/** What an effective chat policy lets Microsoft Teams do. */
export function teamsState(effective: JsonValue): PlatformState {
  const teams = at(effective, 'chatbot', 'platforms', 'microsoft_teams') ?? {};
  const tenants = at(teams, 'tenants');
  const places = isJsonObject(tenants)
    ? Object.entries(tenants).flatMap(([tenant, list]) => words(list).map((team) => `${tenant}/${team}`))
    : [];
  return stateOf(effective, teams, places, tenants !== undefined);
}

function stateOf(
  effective: JsonValue,
  platform: JsonValue,
  places: readonly string[],
  listed: boolean,
): PlatformState {
  const client = at(platform, 'client') ?? at(effective, 'chatbot', 'default', 'client');
  const all = !listed || places.some((place) => place === '*' || place === '*/*');
  const state =
    client === 'disabled'
      ? 'disabled'
      : all
        ? client === undefined && !listed
          ? 'unset'
          : 'open'
        : 'limited';
  return {
    state,
    places,
    channelTypes: words(at(platform, 'default', 'supported_channel_types')),
    roles: words(at(platform, 'default', 'supported_role_settings')),
  };
}

function at(value: JsonValue, ...keys: readonly string[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>(
    (node, key) => (isJsonObject(node) ? node[key] : undefined),
    value,
  );
}

function words(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
