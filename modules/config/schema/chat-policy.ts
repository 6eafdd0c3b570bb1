import * as z from 'zod';
import { likelyKey } from '../text/likely-key.js';
import { holdsPlaceholder } from '../text/placeholder.js';
import { idSchema, type KeyId, teamsId, workspaceKey, workspaceOrAll } from './ids.js';
import { documentPath, policyKeys } from './policy-keys.js';
import { children, client, listSetting, listSettingOrAll, type WrittenChildren } from './settings.js';
import { oneOrMany } from './text-of.js';

/** The key of the child control among IDs. No ID has this form. */
const childControlKey = 'children';

/** Values by ID, and the child control that was written among them. */
export interface ById<Value> {
  readonly ids: Readonly<Record<string, Value>>;
  readonly children: WrittenChildren | undefined;
}

/** The schema of values by ID with an optional child control. An invalid ID hides no problem of another ID. */
function byId<Value extends z.ZodType>(id: KeyId, value: Value) {
  const checkKeys = (entries: unknown, { issues }: { readonly issues: z.core.$ZodRawIssue[] }): void => {
    if (typeof entries !== 'object' || entries === null) return;
    const invalid = new Map<unknown, z.core.$ZodRawIssue>();
    for (const key of Object.keys(entries)) {
      const isId = key !== childControlKey && !holdsPlaceholder(key);
      const issue = !isId ? undefined : id.issueOf(key, likelyKey(key, [childControlKey]));
      if (issue === undefined) continue;
      invalid.set(key, { code: 'custom', input: key, path: [key], params: { ...issue } });
    }
    // The value below an invalid ID may not belong there, so its own issues are dropped.
    const others = issues.filter(({ path }) => !invalid.has(path?.[0]));
    issues.length = 0;
    for (const issue of [...others, ...invalid.values()]) issues.push(issue);
  };
  const { pattern, description } = id;
  return (
    z
      .object({ [childControlKey]: children.optional() })
      .catchall(value)
      // Keys are checked also where values are invalid, so all problems are reported at once.
      .superRefine(checkKeys, { when: () => true })
      .meta({
        propertyNames: { anyOf: [{ const: childControlKey }, { type: 'string', pattern, description }] },
      })
      .transform((entries): ById<z.output<Value>> => {
        const { [childControlKey]: own, ...ids } = entries as Readonly<Record<string, z.output<Value>>>;
        return { ids, children: own as WrittenChildren | undefined };
      })
  );
}

const channelTypes = listSetting(z.enum(['private', 'public']))
  .meta({ id: 'channelTypes', description: 'private, public' })
  .optional()
  .describe('Allowed channel types of Slack');

const roleSettings = listSetting(z.enum(['user_role', 'channel_role']))
  .meta({ id: 'roleSettings', description: 'user_role, channel_role' })
  .optional()
  .describe(
    'Allowed role settings: user_role (an IAM role for each member), channel_role (one role for the channel)',
  );

const word = z.enum(['enabled', 'disabled']);

const slack = z.union([
  word,
  z.strictObject({
    client: client.optional().describe('Whether Slack is enabled'),
    workspaces: listSettingOrAll(workspaceOrAll).optional().describe('Allowed workspaces: all, or their IDs'),
    channelTypes,
    roleSettings,
    overrides: byId(
      workspaceKey,
      z.strictObject({ channelTypes, roleSettings, children: children.optional() }),
    )
      .optional()
      .describe('Overrides by workspace ID'),
    children: children.optional(),
  }),
]);

const team = z.strictObject({ roleSettings, children: children.optional() });

const microsoftTeams = z.union([
  word,
  z.strictObject({
    client: client.optional().describe('Whether Microsoft Teams is enabled'),
    tenants: z
      .union([
        z.literal('all'),
        byId(teamsId('tenant', 'all'), listSettingOrAll(idSchema(teamsId('team', 'all')))),
      ])
      .optional()
      .describe('Allowed tenants: all, or for each tenant ID either all or the IDs of teams'),
    roleSettings,
    overrides: byId(teamsId('tenant', 'none'), z.record(idSchema(teamsId('team', 'none')), team))
      .optional()
      .describe('Overrides by tenant ID and team ID'),
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

/** The schema of one entry of `chatPolicies`. */
export const chatPolicySchema = z
  .strictObject({
    ...policyKeys,
    attachAfter: oneOrMany(z.string())
      .optional()
      .describe(
        'Chat policies on the same targets that are attached before this one and so take precedence where both assign',
      ),
    default: client.optional().describe('Whether platforms are enabled that have no setting of their own'),
    slack: slack.optional().describe('Slack: enabled, disabled, or its settings'),
    microsoftTeams: microsoftTeams.optional().describe('Microsoft Teams: enabled, disabled, or its settings'),
    chime: chime.optional().describe('Amazon Chime: enabled or disabled'),
    children: children.optional(),
    document: documentPath
      .optional()
      .describe('A complete policy document instead: the path of a JSON file, relative to this file'),
  })
  .meta({ id: 'chatPolicy', description: 'A chat policy' });

/** What `chatPolicySchema` reads. */
export type WrittenChatPolicy = z.output<typeof chatPolicySchema>;
