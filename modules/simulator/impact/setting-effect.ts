import { roleSettings } from '../../policy/chat-words.js';
import type { ChannelType, ChatPlatform, RoleSetting } from '../../policy/intent.js';
import { chatPolicyChecks } from '../decide/chat-policy-checks.js';
import { type ChatSettingsReader, mayHaveValue } from '../decide/chat-settings.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import { listOf } from '../effective/merge-setting.js';
import type { Truth } from '../iam/truth.js';
import type { Effect } from './impact.js';

/**
 * Returns whether a change of a setting gains access, loses access, both or neither. It compares the checks of `decide`
 * for every origin that the setting can distinguish, and for one origin that no policy names.
 */
export function effectAt(
  path: readonly string[],
  before: ChatSettingsReader,
  after: ChatSettingsReader,
): Effect {
  const [, ...keys] = path;
  const isWanted = wantedCheck(keys, [before, after]);
  let [gains, losses] = [false, false];
  for (const [platform, origin] of originsAt(keys, before, after)) {
    const now = chatPolicyChecks(platform, origin, after);
    chatPolicyChecks(platform, origin, before).forEach(({ permits }, index) => {
      const step = strictness(now[index]?.permits ?? true) - strictness(permits);
      if (!isWanted(index) || step === 0) return;
      if (step > 0) losses = true;
      else gains = true;
    });
  }
  return gains && losses ? 'both' : gains ? 'gain' : losses ? 'loss' : 'none';
}

function strictness(permits: Truth): number {
  return permits === true ? 0 : permits === false ? 2 : 1;
}

const checksOf: Readonly<Record<string, readonly string[]>> = {
  slack: ['client', 'workspaces', 'supported_channel_types', 'supported_role_settings'],
  microsoft_teams: ['client', 'tenants', 'supported_role_settings'],
};

/**
 * The checks that a setting can change: its own, and for an override those of the settings that the override does not
 * contain, because AWS does not document whether the defaults then apply.
 */
function wantedCheck(
  keys: readonly string[],
  states: readonly ChatSettingsReader[],
): (index: number) => boolean {
  const isOwn = (check: string): boolean => keys.slice(1).includes(check);
  const checks = checksOf[keys[1] ?? ''] ?? ['client'];
  const isAbsent = (check: string): boolean =>
    states.every((state) => !mayHaveValue(state.at(...keys.slice(0, -1), check)));
  return (index) => {
    const check = checks[index] ?? '';
    return isOwn(check) || (index > 1 && keys[2] === 'overrides' && isAbsent(check));
  };
}

/** An ID that no policy contains. */
const other = '-';

function originsAt(
  keys: readonly string[],
  ...states: readonly ChatSettingsReader[]
): readonly (readonly [ChatPlatform, ChatOrigin])[] {
  const [part, platform, setting, ...ids] = keys;
  if (part === 'default')
    return [
      ['slack', {}],
      ['microsoft_teams', {}],
      ['chime', {}],
    ];
  if (platform === 'chime') return [[platform, {}]];
  if (platform === 'slack') {
    const workspaces = setting === 'workspaces' ? wordsAt(states, keys) : [ids.length > 1 ? ids[0] : other];
    return workspaces.flatMap((workspace = other) =>
      slackSettings.map((each) => [platform, { workspace, ...each }] as const),
    );
  }
  if (platform !== 'microsoft_teams') return [];
  const [tenant = other, team = other] = setting === 'default' ? [] : ids;
  const places = setting === 'tenants' ? teamsBelow(states, keys) : [{ tenant, team }];
  return places.flatMap((place) => roleSettings.map((role) => [platform, { ...place, role }] as const));
}

const slackSettings: readonly { readonly channelType: ChannelType; readonly role: RoleSetting }[] = [
  { channelType: 'public', role: 'user_role' },
  { channelType: 'private', role: 'channel_role' },
];

/** The teams that the list of a tenant can distinguish. The list for all tenants also applies to those listed. */
function teamsBelow(states: readonly ChatSettingsReader[], keys: readonly string[]): readonly ChatOrigin[] {
  const scope = keys.slice(0, 3);
  const listed = states.flatMap((state) => state.keysBelow(...scope));
  const [, , , own = other] = keys;
  const tenants = own === '*' ? new Set([...listed, other]) : [own];
  return [...tenants].flatMap((tenant) => {
    const teams = [tenant, '*'].flatMap((key) => wordsAt(states, [...scope, key]));
    return [...new Set(teams)].map((team) => ({ tenant, team }));
  });
}

/** The words of a list in any state, and one that is in none. */
function wordsAt(states: readonly ChatSettingsReader[], keys: readonly string[]): readonly string[] {
  const values = states.flatMap((state) => {
    const setting = state.at(...keys);
    return [setting?.value, ...(setting?.alternatives ?? []).map(({ value }) => value)];
  });
  return [...new Set([...values.flatMap(listOf), other])];
}
