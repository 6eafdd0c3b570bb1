import type {
  ChatSettings,
  ChimeSettings,
  MicrosoftTeamsSettings,
  SlackOverride,
  SlackSettings,
  TeamOverride,
} from '../intent.js';

/**
 * A part of `ChatSettings`. The compiler, the decompiler, the reader of configurations and the import follow this table, so
 * a setting is named here once: its key in the configuration, and its path in AWS's policy.
 */
export type SettingPart = ScalarPart | ListPart | GroupPart | KeyedPart;

/** A value that can only be assigned. */
export interface ScalarPart {
  readonly kind: 'scalar';
}

/** A list. */
export interface ListPart {
  readonly kind: 'list';
  /** Whether the configuration writes `*` as `all`. */
  readonly wildcard?: boolean;
}

/** A platform, the settings of an override, or all settings. Its child control has the key `children`. */
export interface GroupPart {
  readonly kind: 'group';
  readonly fields: Readonly<Record<string, SettingField>>;
  /** Whether it is a platform: the configuration can write it as the value of its client. */
  readonly isPlatform?: boolean;
}

/** Parts by ID. As a field of a group, its child control is beside it: `overrides` and `overridesChildren`. */
export interface KeyedPart {
  readonly kind: 'keyed';
  readonly value: SettingPart;
  /** The case of the IDs. */
  readonly case: 'upper' | 'lower';
}

/** A part and its path in AWS's policy, below that of the group. */
export interface SettingField {
  readonly part: SettingPart;
  readonly at: readonly string[];
}

type Fields<Settings> = Readonly<
  Record<Exclude<keyof Settings, 'children' | 'overridesChildren' | 'tenantsChildren'>, SettingField>
>;

const scalar: ScalarPart = { kind: 'scalar' };
const list: ListPart = { kind: 'list' };
const orAll: ListPart = { kind: 'list', wildcard: true };
const channelTypes = 'supported_channel_types';
const roleSettings = 'supported_role_settings';

const slackOverride: Fields<SlackOverride> = {
  channelTypes: { part: list, at: [channelTypes] },
  roleSettings: { part: list, at: [roleSettings] },
};

const slack: Fields<SlackSettings> = {
  client: { part: scalar, at: ['client'] },
  workspaces: { part: orAll, at: ['workspaces'] },
  channelTypes: { part: list, at: ['default', channelTypes] },
  roleSettings: { part: list, at: ['default', roleSettings] },
  overrides: {
    part: { kind: 'keyed', case: 'upper', value: { kind: 'group', fields: slackOverride } },
    at: ['overrides'],
  },
};

const teamOverride: Fields<TeamOverride> = { roleSettings: { part: list, at: [roleSettings] } };
const team: KeyedPart = { kind: 'keyed', case: 'lower', value: { kind: 'group', fields: teamOverride } };

const microsoftTeams: Fields<MicrosoftTeamsSettings> = {
  client: { part: scalar, at: ['client'] },
  tenants: { part: { kind: 'keyed', case: 'lower', value: orAll }, at: ['tenants'] },
  roleSettings: { part: list, at: ['default', roleSettings] },
  overrides: { part: { kind: 'keyed', case: 'lower', value: team }, at: ['overrides'] },
};

const chime: Fields<ChimeSettings> = { client: { part: scalar, at: ['client'] } };

const fields: Fields<ChatSettings> = {
  default: { part: scalar, at: ['default', 'client'] },
  slack: { part: { kind: 'group', isPlatform: true, fields: slack }, at: ['platforms', 'slack'] },
  microsoftTeams: {
    part: { kind: 'group', isPlatform: true, fields: microsoftTeams },
    at: ['platforms', 'microsoft_teams'],
  },
  chime: { part: { kind: 'group', isPlatform: true, fields: chime }, at: ['platforms', 'chime'] },
};

/** All settings of a chat policy; paths begin below `chatbot`. */
export const chatSettings: GroupPart = { kind: 'group', fields };

/** The key of the child control of a keyed part of a group. */
export function controlKeyOf(name: string): string {
  return `${name}Children`;
}
