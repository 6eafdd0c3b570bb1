import { channelTypes, roleSettings } from '../../policy/chat-words.js';
import type { ChatPlatform } from '../../policy/intent.js';
import { platformNames } from '../../policy/problems/request-words.js';
import { quoted } from '../../policy/text/quote.js';
import type { SettingValue } from '../effective/chat-operations.js';
import type { Setting } from '../effective/merge-setting.js';
import { type Truth, unknown, unsettled } from '../iam/truth.js';
import { agreed, askSetting, type ChatSettingsReader, mayHaveValue } from './chat-settings.js';
import type { ChatOrigin } from './decision-request.js';

/** One check of a chat policy for the origin of a request. */
export interface ChatPolicyCheck {
  /** What is checked, as a message begins with it. */
  readonly subject: string;
  /** Whether it is permitted. */
  readonly permits: Truth;
  /** The setting that decides. */
  readonly setting: Setting | undefined;
  /** The listed tenants, where the tenant is none of them. */
  readonly listed?: readonly string[];
  /** The setting, as a noun, if no policy sets it: an unset setting restricts nothing. */
  readonly unset: string | undefined;
}

/** The checks of a chat policy for one platform and one origin. */
export function chatPolicyChecks(
  platform: ChatPlatform,
  origin: ChatOrigin,
  settings: ChatSettingsReader,
): readonly ChatPolicyCheck[] {
  const client = checkClient(platform, settings);
  switch (platform) {
    case 'slack':
      return [client, checkWorkspace(origin, settings), ...checkSlackSettings(origin, settings)];
    case 'microsoft_teams':
      return [client, checkTenant(origin, settings), checkTeamsRole(origin, settings)];
    case 'chime':
      return [client];
  }
}

/** A platform's own `client` takes precedence over `chatbot.default.client`. */
function checkClient(platform: ChatPlatform, settings: ChatSettingsReader): ChatPolicyCheck {
  const own = settings.at('platforms', platform, 'client');
  const general = settings.at('default', 'client');
  const enabled = (value: SettingValue) => value === 'enabled';
  const permits = askSetting(own, (value) =>
    value !== undefined
      ? enabled(value)
      : askSetting(general, (fallback) => fallback === undefined || enabled(fallback)),
  );
  const setting = mayHaveValue(own) ? own : general;
  return {
    subject: platformNames[platform],
    permits,
    setting,
    unset: mayHaveValue(setting) ? undefined : `the client of ${platformNames[platform]}`,
  };
}

function checkWorkspace({ workspace }: ChatOrigin, settings: ChatSettingsReader): ChatPolicyCheck {
  const setting = settings.at('platforms', 'slack', 'workspaces');
  return {
    subject: workspace === undefined ? 'the workspace' : `workspace ${quoted(workspace)}`,
    permits: askSetting(setting, (value) => holds(value, { word: workspace, option: '--workspace' })),
    setting,
    unset: mayHaveValue(setting) ? undefined : 'the allowed workspaces',
  };
}

function checkSlackSettings(origin: ChatOrigin, settings: ChatSettingsReader): readonly ChatPolicyCheck[] {
  const scope = ['platforms', 'slack'];
  const overrides = settings.keysBelow(...scope, 'overrides').map((id) => [id]);
  const at: OverrideScope = { scope, overrides, own: [origin.workspace], option: '--workspace' };
  return [
    checkOverridable(settings, at, 'supported_channel_types', 'channel type', {
      word: origin.channelType,
      option: '--channel-type',
      all: channelTypes,
    }),
    checkRole(origin, settings, at),
  ];
}

function checkTeamsRole(origin: ChatOrigin, settings: ChatSettingsReader): ChatPolicyCheck {
  const scope = ['platforms', 'microsoft_teams'];
  const overrides = settings
    .keysBelow(...scope, 'overrides')
    .flatMap((tenant) => settings.keysBelow(...scope, 'overrides', tenant).map((team) => [tenant, team]));
  const own = [origin.tenant, origin.team];
  const option = origin.tenant === undefined ? '--tenant' : '--team';
  return checkRole(origin, settings, { scope, overrides, own, option });
}

function checkRole({ role }: ChatOrigin, settings: ChatSettingsReader, at: OverrideScope): ChatPolicyCheck {
  return checkOverridable(settings, at, 'supported_role_settings', 'role setting', {
    word: role,
    option: '--role',
    all: roleSettings,
  });
}

/** A tenant's list applies to the tenant; the list of `*` to tenants without a list of their own. */
function checkTenant({ tenant, team }: ChatOrigin, settings: ChatSettingsReader): ChatPolicyCheck {
  const scope = ['platforms', 'microsoft_teams', 'tenants'];
  const listed = settings.keysBelow(...scope);
  const wanted = { word: team?.toLowerCase(), option: '--team' };
  const permitsIn = (key: string): Truth =>
    askSetting(settings.at(...scope, key), (value) => value !== undefined && holds(value, wanted));
  const permitsFor = (id: string | undefined): Truth => {
    const named = id !== undefined && listed.includes(id) ? [permitsIn(id)] : [];
    const every = listed.includes('*') ? [permitsIn('*')] : [];
    if (named.length + every.length === 0) return false;
    return agreed(
      [...named, ...every],
      () => 'AWS does not document whether a list for `*` adds to a list for the tenant',
    );
  };
  const id = tenant?.toLowerCase();
  const permits = (): Truth => {
    if (listed.length === 0) return true;
    if (id !== undefined) return permitsFor(id);
    const answers = [...listed.filter((key) => key !== '*'), undefined].map(permitsFor);
    return unknownUnlessAllAgree(answers, '--tenant');
  };
  return {
    subject: subjectOfTeam(tenant, team),
    permits: permits(),
    setting: settings.at(...scope, id !== undefined && listed.includes(id) ? id : (listed[0] ?? '*')),
    ...(id === undefined || listed.includes(id) ? {} : { listed }),
    unset: listed.length > 0 ? undefined : 'the allowed tenants and teams',
  };
}

function subjectOfTeam(tenant: string | undefined, team: string | undefined): string {
  if (tenant === undefined) return team === undefined ? 'the tenant' : `team ${quoted(team)}`;
  return team === undefined ? `tenant ${quoted(tenant)}` : `team ${quoted(team)} of tenant ${quoted(tenant)}`;
}

/** The place of settings with overrides: the platform, the IDs that have overrides, and the requested ID. */
interface OverrideScope {
  readonly scope: readonly string[];
  readonly overrides: readonly (readonly string[])[];
  readonly own: readonly (string | undefined)[];
  /** The option that is not given when a part of `own` is undefined. */
  readonly option: string;
}

/** A setting under `default` that an override of the workspace or team replaces. */
function checkOverridable(
  settings: ChatSettingsReader,
  { scope, overrides, own, option }: OverrideScope,
  leaf: string,
  noun: string,
  wanted: Wanted,
): ChatPolicyCheck {
  const general = settings.at(...scope, 'default', leaf);
  const question = (value: SettingValue | undefined) => holds(value, wanted);
  const byDefault = () => askSetting(general, question);
  const overrideOf = (ids: readonly string[]) => settings.at(...scope, 'overrides', ...ids, leaf);
  const permitsIn = (ids: readonly string[]): Truth =>
    askSetting(overrideOf(ids), (value) =>
      value !== undefined
        ? question(value)
        : agreed(
            [byDefault(), true],
            () =>
              `the override for ${quoted(ids.join('/').toUpperCase())} does not set this; AWS does not document whether \`default\` then applies`,
          ),
    );
  const candidates = overrides.filter((ids) =>
    ids.every((id, index) => own[index] === undefined || own[index].toLowerCase() === id),
  );
  const known = own.every((id) => id !== undefined);
  const answers = [...candidates.map(permitsIn), ...(known && candidates.length > 0 ? [] : [byDefault()])];
  const overridden = known && candidates[0] !== undefined ? overrideOf(candidates[0]) : undefined;
  const setting = mayHaveValue(overridden) ? overridden : general;
  return {
    subject: wanted.word === undefined ? `the ${noun}` : `the ${noun} ${quoted(wanted.word)}`,
    permits: unknownUnlessAllAgree(answers, option),
    setting,
    unset: mayHaveValue(setting) || candidates.length > 0 ? undefined : `the allowed ${noun}s`,
  };
}

/** What is looked for in a list of allowed values. */
interface Wanted {
  /** Undefined when it was not given. */
  readonly word: string | undefined;
  readonly option: string;
  /** Every possible value, if they are few: a list of all of them permits every request. */
  readonly all?: readonly string[];
}

function holds(value: SettingValue | undefined, { word, option, all }: Wanted): Truth {
  if (value === undefined) return true;
  const list = typeof value === 'string' ? [value] : value;
  if (list.length === 0)
    return unsettled('the list is empty; AWS does not document whether that allows nothing or everything');
  if (list.includes('*') || all?.every((one) => list.includes(one))) return true;
  if (word === undefined) return unknown({ kind: 'option', option });
  return list.some((one) => one.toLowerCase() === word.toLowerCase());
}

/** The answer that all possible IDs have in common; otherwise it depends on the option for the ID. */
function unknownUnlessAllAgree(answers: readonly Truth[], option: string): Truth {
  const [first = true, ...others] = answers;
  if (others.every((answer) => answer === first)) return first;
  const missing = answers.flatMap((answer) => (typeof answer === 'boolean' ? [] : answer.missing));
  return { missing: [{ kind: 'option', option }, ...missing] };
}
