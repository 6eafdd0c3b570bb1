import type {
  ChatSettings,
  ChildControl,
  ChimeSettings,
  Client,
  ListSetting,
  MicrosoftTeamsSettings,
  ScalarSetting,
  SlackSettings,
  TeamOverride,
  ValueOperator,
} from '../../policy/intent.js';
import { finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import type { WrittenChatPolicy } from '../schema/chat-policy.js';
import type { WrittenChildren, WrittenClient, WrittenList } from '../schema/settings.js';
import { asList } from '../schema/text-of.js';
import { withoutUndefined } from '../without-undefined.js';
import { type ConfigReader, refuse } from './reader.js';

type Written<Platform extends 'slack' | 'microsoftTeams' | 'chime'> = NonNullable<
  WrittenChatPolicy[Platform]
>;
type WrittenTeams = Exclude<Written<'microsoftTeams'>, string>;

/** The settings of a chat policy. */
export function chatSettingsOf(written: WrittenChatPolicy, path: Path, reading: ConfigReader): ChatSettings {
  const { slack, microsoftTeams, chime } = written;
  const teamsPath = [...path, 'microsoftTeams'];
  return withoutUndefined({
    default: scalar(written.default),
    slack: slack === undefined ? undefined : slackSettings(slack),
    microsoftTeams:
      microsoftTeams === undefined ? undefined : teamsSettings(microsoftTeams, teamsPath, reading),
    chime: chime === undefined ? undefined : chimeSettings(chime),
    children: childControlOf(written.children),
  });
}

function slackSettings(written: Written<'slack'>): SlackSettings {
  if (typeof written === 'string') return { client: { assign: written } };
  return withoutUndefined({
    client: scalar(written.client),
    workspaces: listSettingOf(written.workspaces),
    channelTypes: listSettingOf(written.channelTypes),
    roleSettings: listSettingOf(written.roleSettings),
    ...slackOverrides(written.overrides),
    children: childControlOf(written.children),
  });
}

function slackOverrides(
  written: Exclude<Written<'slack'>, string>['overrides'],
): Pick<SlackSettings, 'overrides' | 'overridesChildren'> {
  if (written === undefined) return {};
  const { ids, children } = written;
  return withoutUndefined({
    overrides: mapped(someOf(ids), (override) =>
      withoutUndefined({
        channelTypes: listSettingOf(override.channelTypes),
        roleSettings: listSettingOf(override.roleSettings),
        children: childControlOf(override.children),
      }),
    ),
    overridesChildren: childControlOf(children),
  });
}

function teamsSettings(
  written: Written<'microsoftTeams'>,
  path: Path,
  reading: ConfigReader,
): MicrosoftTeamsSettings {
  if (typeof written === 'string') return { client: { assign: written } };
  return withoutUndefined({
    client: scalar(written.client),
    ...tenants(written.tenants, [...path, 'tenants'], reading),
    roleSettings: listSettingOf(written.roleSettings),
    ...teamOverrides(written.overrides, [...path, 'overrides'], reading),
    children: childControlOf(written.children),
  });
}

function tenants(
  written: WrittenTeams['tenants'],
  path: Path,
  reading: ConfigReader,
): Pick<MicrosoftTeamsSettings, 'tenants' | 'tenantsChildren'> {
  if (written === undefined) return {};
  if (written === 'all') return { tenants: { '*': { assign: ['*'] } } };
  const { ids, children } = written;
  const folded = lowerCaseKeys(ids, path, reading);
  return withoutUndefined({
    tenants: mapped(someOf(folded), ({ key, value }) =>
      lowerCaseList(listSettingOf(value) ?? {}, [...path, key], reading),
    ),
    tenantsChildren: childControlOf(children),
  });
}

function teamOverrides(
  written: WrittenTeams['overrides'],
  path: Path,
  reading: ConfigReader,
): Pick<MicrosoftTeamsSettings, 'overrides' | 'overridesChildren'> {
  if (written === undefined) return {};
  const { ids, children } = written;
  return withoutUndefined({
    overrides: mapped(someOf(lowerCaseKeys(ids, path, reading)), ({ key, value }) =>
      mapped(
        lowerCaseKeys(value, [...path, key], reading),
        ({ value: { roleSettings, children: own } }): TeamOverride =>
          withoutUndefined({ roleSettings: listSettingOf(roleSettings), children: childControlOf(own) }),
      ),
    ),
    overridesChildren: childControlOf(children),
  });
}

/** Undefined where there are no ids: a child control can be the only key. */
function someOf<T>(ids: Readonly<Record<string, T>>): Readonly<Record<string, T>> | undefined {
  return Object.keys(ids).length === 0 ? undefined : ids;
}

function chimeSettings(written: Written<'chime'>): ChimeSettings {
  if (typeof written === 'string') return { client: { assign: written } };
  return withoutUndefined({ client: scalar(written.client), children: childControlOf(written.children) });
}

function scalar(written: WrittenClient | undefined): ScalarSetting<Client> | undefined {
  if (written === undefined) return undefined;
  if (typeof written === 'string') return { assign: written };
  return withoutUndefined({ assign: written.assign, children: childControlOf(written.children) });
}

/** The entries with their values changed; undefined stays undefined. */
function mapped<Entries extends Readonly<Record<string, unknown>> | undefined, To>(
  entries: Entries,
  change: (value: NonNullable<Entries>[string]) => To,
): Record<string, To> | (undefined extends Entries ? undefined : never) {
  if (entries === undefined) return undefined as undefined extends Entries ? undefined : never;
  const changed = Object.keys(entries).map(
    (key) => [key, change(entries[key] as NonNullable<Entries>[string])] as const,
  );
  return Object.fromEntries(changed);
}

const operators: Readonly<Record<'assign' | 'append' | 'remove', ValueOperator>> = {
  assign: '@@assign',
  append: '@@append',
  remove: '@@remove',
};

/** `children` as AWS writes it; `none` and an empty list allow no operator. */
function childControlOf(written: WrittenChildren | undefined): ChildControl | undefined {
  if (written === undefined) return undefined;
  if (written === 'none') return [];
  const all = Object.values(operators);
  if (written === 'all') return all;
  const allowed = new Set(written.map((operator) => operators[operator]));
  return all.filter((operator) => allowed.has(operator));
}

/** The setting of a list in any of its forms: a list without operator is assigned, `all` is the wildcard. */
function listSettingOf<T extends string>(written: WrittenList<T>): ListSetting<T>;
function listSettingOf<T extends string>(written: WrittenList<T> | undefined): ListSetting<T> | undefined;
function listSettingOf<T extends string>(written: WrittenList<T> | undefined): ListSetting<T> | undefined {
  if (written === undefined) return undefined;
  if (typeof written === 'string' || isList(written)) return { assign: itemsOf(written) };
  const items = (operator: 'assign' | 'append' | 'remove'): readonly T[] | undefined =>
    written[operator] === undefined ? undefined : itemsOf(written[operator]);
  return withoutUndefined({
    assign: items('assign'),
    append: items('append'),
    remove: items('remove'),
    children: childControlOf(written.children),
  });
}

function itemsOf<T extends string>(written: 'all' | T | readonly T[]): readonly T[] {
  return written === 'all' ? ['*' as T] : asList<T>(written);
}

function isList<T extends string>(written: WrittenList<T>): written is readonly T[] {
  return Array.isArray(written);
}

/** A value and the key under which it was written. */
interface Keyed<T> {
  readonly key: string;
  readonly value: T;
}

/** Entries by id in lower case, as AWS requires. Notes each change of case; refuses the same id in two spellings. */
function lowerCaseKeys<T>(
  entries: Readonly<Record<string, T>>,
  path: Path,
  reading: ConfigReader,
): Record<string, Keyed<T>> {
  const folded = new Map<string, Keyed<T>>();
  for (const [key, value] of Object.entries(entries)) {
    const lower = key.toLowerCase();
    const other = folded.get(lower);
    if (other !== undefined) {
      refuse(reading, 'duplicate-key', [...path, key], { rule: 'same-id', key, other: other.key });
      continue;
    }
    if (lower !== key) note(reading, [...path, key], key);
    folded.set(lower, { key, value });
  }
  return Object.fromEntries(folded);
}

/** A list of ids in lower case, with a note for each id that was changed. */
function lowerCaseList(setting: ListSetting<string>, path: Path, reading: ConfigReader): ListSetting<string> {
  const lower = (ids: readonly string[]): readonly string[] =>
    ids.map((id) => {
      if (id !== id.toLowerCase()) note(reading, path, id);
      return id.toLowerCase();
    });
  return {
    ...setting,
    ...(setting.assign === undefined ? {} : { assign: lower(setting.assign) }),
    ...(setting.append === undefined ? {} : { append: lower(setting.append) }),
    ...(setting.remove === undefined ? {} : { remove: lower(setting.remove) }),
  };
}

function note({ findings }: ConfigReader, path: Path, found: string): void {
  findings.push(finding('normalised-id', 'note', { path }, { found }));
}
