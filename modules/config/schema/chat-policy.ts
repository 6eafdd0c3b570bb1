import { z } from 'zod';
import { byId } from './by-id.js';
import { teamsId, workspaceId, workspaceOrAll } from './ids.js';
import { documentPath, policyKeys } from './policy-keys.js';
import { children, client, listSetting, listSettingOrAll } from './settings.js';
import { oneOrMany } from './text-of.js';

const channelTypes = listSetting(z.enum(['private', 'public']))
  .meta({ id: 'channelTypes', description: 'private, public' })
  .optional()
  .describe('Kinds of Slack channels that are allowed');

const roleSettings = listSetting(z.enum(['user_role', 'channel_role']))
  .meta({ id: 'roleSettings', description: 'user_role, channel_role' })
  .optional()
  .describe('Permission models: user_role (each member an IAM role), channel_role (one for the channel)');

const word = z.enum(['enabled', 'disabled']);

const slack = z.union([
  word,
  z.strictObject({
    client: client.optional().describe('Whether Slack is enabled'),
    workspaces: listSettingOrAll(workspaceOrAll)
      .optional()
      .describe('Workspaces that are allowed: all, or their ids'),
    channelTypes,
    roleSettings,
    overrides: byId(
      workspaceId,
      z.strictObject({ channelTypes, roleSettings, children: children.optional() }),
    )
      .optional()
      .describe('Settings that differ, by workspace id'),
    children: children.optional(),
  }),
]);

const team = z.strictObject({ roleSettings, children: children.optional() });

const microsoftTeams = z.union([
  word,
  z.strictObject({
    client: client.optional().describe('Whether Microsoft Teams is enabled'),
    tenants: z
      .union([z.literal('all'), byId(teamsId('tenant', 'all'), listSettingOrAll(teamsId('team', 'all')))])
      .optional()
      .describe('Tenants that are allowed: all, or by tenant id all or the ids of teams'),
    roleSettings,
    overrides: byId(teamsId('tenant', 'none'), z.record(teamsId('team', 'none'), team))
      .optional()
      .describe('Settings that differ, by tenant id and team id'),
    children: children.optional(),
  }),
]);

const chime = z.union([
  word,
  z.strictObject({
    client: client.optional().describe('Whether Amazon Chime is enabled; the service ended in February 2026'),
    children: children.optional(),
  }),
]);

/** One entry of `chatPolicies`. */
export const chatPolicySchema = z
  .strictObject({
    ...policyKeys,
    after: oneOrMany(z.string())
      .optional()
      .describe(
        'Chat policies on the same targets that are attached before this one, and so win where both assign',
      ),
    default: client
      .optional()
      .describe('Whether chat applications are enabled where no platform says otherwise'),
    slack: slack.optional().describe('Slack: enabled, disabled, or its settings'),
    microsoftTeams: microsoftTeams.optional().describe('Microsoft Teams: enabled, disabled, or its settings'),
    chime: chime.optional().describe('Amazon Chime: enabled or disabled'),
    children: children.optional(),
    document: documentPath
      .optional()
      .describe('A raw policy instead: the path of a JSON file, relative to this file'),
  })
  .meta({ id: 'chatPolicy', description: 'A chat policy' });

export type WrittenChatPolicy = z.output<typeof chatPolicySchema>;
