import { channelTypes, chatPlatforms } from '../chat-words.js';
import type { JsonObject } from '../text/json.js';

const text = { type: 'string' };
const accountId = { type: 'string', pattern: '^[0-9]{12}$' };
const list = (items: JsonObject): JsonObject => ({ type: 'array', items });

/** An object with these properties; others are kept and ignored. */
function object(properties: JsonObject, required: readonly string[], description: string): JsonObject {
  return { type: 'object', description, properties, required };
}

/** What the root, OUs and accounts have in common. */
const target: JsonObject = {
  name: text,
  policies: { ...list(text), description: 'IDs of the attached policies, in attachment order' },
  attachmentOrderKnown: { type: 'boolean', description: 'false: the attachment order is unknown' },
};

const unit: JsonObject = {
  ...target,
  accounts: list({ $ref: '#/$defs/account' }),
  organizationalUnits: list({ $ref: '#/$defs/organizationalUnit' }),
};

const channel = object(
  {
    accountId,
    platform: { enum: chatPlatforms },
    name: { ...text, description: 'The name of the chat configuration' },
    workspaceId: text,
    workspaceName: text,
    tenantId: text,
    teamId: text,
    teamName: text,
    channelId: text,
    channelName: text,
    channelType: { enum: channelTypes },
    userRoleRequired: { type: 'boolean', description: 'Members choose a role of their own' },
    guardrailPolicyArns: list(text),
    roleArn: text,
    loggingLevel: text,
    state: { ...text, description: 'ENABLED or DISABLED' },
    stateReason: text,
    users: list(object({ userId: text, roleArn: text }, ['userId'], 'A member who has chosen a role')),
  },
  ['accountId', 'platform', 'name'],
  'A chat configuration',
);

const policy = object(
  {
    name: text,
    type: { ...text, description: 'CHATBOT_POLICY, SERVICE_CONTROL_POLICY or another type' },
    awsManaged: { type: 'boolean' },
    description: text,
    tags: { type: 'object', additionalProperties: text },
    content: { type: 'object', description: 'The policy as JSON; absent where it is among `missing`' },
  },
  ['name', 'type'],
  'A policy',
);

/** The JSON Schema (2020-12) of an organization file. The reader checks more, such as IDs that are used twice. */
export const organizationJsonSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'An organization file of chat-guardrails',
  ...object(
    {
      version: { const: 1 },
      id: { ...text, description: 'o-…' },
      managementAccountId: accountId,
      enabledPolicyTypes: list(text),
      root: object({ id: { ...text, description: 'r-…' }, ...unit }, ['id', 'policies'], 'The root'),
      policies: { type: 'object', description: 'Policies by their IDs', additionalProperties: policy },
      channels: list(channel),
      workspaces: list(object({ id: text, name: text }, ['id'], 'A Slack workspace')),
      teams: list(
        object({ tenantId: text, id: text, name: text }, ['tenantId', 'id'], 'A Microsoft Teams team'),
      ),
      customActions: list(
        object(
          { accountId, name: text, alias: text, command: text },
          ['accountId', 'name'],
          'A custom action',
        ),
      ),
      collectedAt: { ...text, description: 'UTC, ISO 8601' },
      missing: list(
        object({ what: text, id: text, reason: text }, ['what', 'id', 'reason'], 'What was not read'),
      ),
    },
    ['version', 'id', 'managementAccountId', 'enabledPolicyTypes', 'root', 'policies'],
    'OUs, accounts, policies and chat configurations of an AWS organization',
  ),
  $defs: {
    account: object(
      {
        id: accountId,
        ...target,
        email: text,
        status: { ...text, description: 'The word of AWS, such as SUSPENDED; absent: active' },
        userRoleRequired: { type: 'boolean', description: 'Every channel requires user roles' },
      },
      ['id', 'policies'],
      'An account',
    ),
    organizationalUnit: object(
      { id: { ...text, description: 'ou-…' }, ...unit },
      ['id', 'policies'],
      'An OU',
    ),
  },
};
