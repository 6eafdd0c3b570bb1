import type {
  ChatSettings,
  ChimeSettings,
  Client,
  MicrosoftTeamsSettings,
  ScalarSetting,
  SlackSettings,
  TeamOverride,
} from '../../policy/intent.js';
import type { Path } from '../../policy/problem.js';
import type { WrittenChatPolicy } from '../schema/chat-policy.js';
import type { WrittenClient } from '../schema/settings.js';
import { withoutUndefined } from '../without-undefined.js';
import { childControlOf } from './child-control.js';
import { listSettingOf } from './list-setting.js';
import { lowerCaseKeys, lowerCaseList } from './lower-case-ids.js';
import type { Reading } from './reading.js';

type Written<Platform extends 'slack' | 'microsoftTeams' | 'chime'> = NonNullable<
  WrittenChatPolicy[Platform]
>;
type WrittenTeams = Exclude<Written<'microsoftTeams'>, string>;

/** The settings of a chat policy in the words of the core. */
export function chatSettingsOf(written: WrittenChatPolicy, path: Path, reading: Reading): ChatSettings {
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
  reading: Reading,
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
  reading: Reading,
): Pick<MicrosoftTeamsSettings, 'tenants' | 'tenantsChildren'> {
  if (written === undefined) return {};
  if (written === 'all') return { tenants: { '*': { assign: ['*'] } } };
  const { ids, children } = written;
  const folded = lowerCaseKeys(ids, 'tenant', path, reading);
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
  reading: Reading,
): Pick<MicrosoftTeamsSettings, 'overrides' | 'overridesChildren'> {
  if (written === undefined) return {};
  const { ids, children } = written;
  return withoutUndefined({
    overrides: mapped(someOf(lowerCaseKeys(ids, 'tenant', path, reading)), ({ key, value }) =>
      mapped(
        lowerCaseKeys(value, 'team', [...path, key], reading),
        ({ value: { roleSettings, children: own } }): TeamOverride =>
          withoutUndefined({ roleSettings: listSettingOf(roleSettings), children: childControlOf(own) }),
      ),
    ),
    overridesChildren: childControlOf(children),
  });
}

/** Nothing where there are no ids: a lock may stand alone. */
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
