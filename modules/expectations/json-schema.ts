import { channelTypes, chatPlatforms, roleSettings } from '../policy/chat-words.js';
import type { JsonObject } from '../policy/text/json.js';

const text = { type: 'string' };
const scalar = { type: ['string', 'number', 'boolean'] };
const oneOrMany = (item: JsonObject): JsonObject => ({ anyOf: [item, { type: 'array', items: item }] });

const origin: JsonObject = {
  anyOf: [
    { const: 'console' },
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        platform: { enum: chatPlatforms },
        workspace: text,
        tenant: text,
        team: text,
        channelType: { enum: channelTypes },
        role: { enum: roleSettings },
        configuration: text,
      },
    },
  ],
};

const expectation: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'accounts', 'from'],
  properties: {
    name: text,
    accounts: { ...oneOrMany(scalar), description: 'Accounts, OUs, or root: every account below them' },
    from: { ...origin, description: '`console`, or a place in chat; what is absent is unknown' },
    may: { ...oneOrMany(text), description: 'Actions or commands that are allowed, or `anything`' },
    mayNot: { ...oneOrMany(text), description: 'Actions or commands that are denied, or `anything`' },
    region: text,
    resource: { ...text, description: 'An ARN' },
    context: {
      type: 'object',
      description: 'Condition keys with their values',
      additionalProperties: oneOrMany(scalar),
    },
    guardrailPolicies: { ...oneOrMany(text), description: 'Policy files, relative to this file' },
    rolePolicies: { ...oneOrMany(text), description: 'Policy files, relative to this file' },
    hypothetical: { type: 'boolean', description: 'true: the place in chat does not have to exist yet' },
  },
};

/** The JSON Schema (2020-12) of a file of expectations. */
export const expectationsJsonSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Expectations of chat-guardrails',
  type: 'object',
  additionalProperties: false,
  required: ['expectations'],
  properties: { expectations: { type: 'array', items: expectation } },
};
