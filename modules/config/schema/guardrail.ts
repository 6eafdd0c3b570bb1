import * as z from 'zod';
import { accountId } from './ids.js';
import { documentPath, exceptionKeys, policyKeys } from './policy-keys.js';
import { checked, oneOrMany, valueIssue } from './text-of.js';

const actions = oneOrMany(z.string());

/** The platforms, also in the spelling of the configuration. */
const platform = z.enum(['slack', 'microsoft_teams', 'microsoftTeams', 'chime']);

/** The description of the name of a chat configuration, by which editors find what to complete. */
export const configurationNameDescription = 'The name of a chat configuration, or a pattern with * and ?';

const sessionKeys = {
  platforms: oneOrMany(platform).optional().describe('Platforms: slack, microsoft_teams, chime'),
  configurations: oneOrMany(z.string().describe(configurationNameDescription))
    .optional()
    .describe('Names of chat configurations; * and ? are wildcards'),
  accounts: oneOrMany(accountId).optional().describe('Accounts of the chat configurations'),
};

const values = oneOrMany(z.string());
const conditions = z.record(z.string(), z.record(z.string(), values));

const sidPattern = /^[A-Za-z0-9]+$/;
const sid = checked(z.string().meta({ pattern: sidPattern.source }), (found) =>
  sidPattern.test(found) ? undefined : valueIssue('invalid-sid', { found }),
);

/** The schema of one entry of `guardrails`. */
export const guardrailSchema = z
  .strictObject({
    ...policyKeys,
    deny: actions.optional().describe('Actions that are denied from chat; all others are not affected'),
    allowOnly: actions.optional().describe('The only actions that are not denied from chat'),
    use: z.string().optional().describe('The ID of a guardrail of the catalogue'),
    with: z.record(z.string(), z.unknown()).optional().describe('Parameters of the guardrail in `use`'),
    document: documentPath
      .optional()
      .describe('A complete service control policy instead: the path of a JSON file, relative to this file'),
    resources: values.optional().describe('ARN patterns of the resources; default: all'),
    conditions: conditions.optional().describe('Further IAM conditions: operator, key, values'),
    from: z
      .strictObject(sessionKeys)
      .optional()
      .describe('The chat sessions that the guardrail applies to; default: all'),
    exceptFrom: z
      .strictObject({
        ...sessionKeys,
        reason: exceptionKeys.reason.optional(),
        owner: exceptionKeys.owner.optional(),
        until: exceptionKeys.until.optional(),
      })
      .optional()
      .describe('The chat sessions that are exempt'),
    sid: z
      .union([z.literal(false), sid])
      .optional()
      .describe('The statement ID (Sid); default: made from the name; false: none'),
    partition: z
      .enum(['aws', 'aws-us-gov', 'aws-cn', '*'])
      .optional()
      .describe('The partition of the chat configurations; default: aws; * for any'),
  })
  .meta({ id: 'guardrail', description: 'A guardrail' });

/** The schema of a guardrail that a program declares; it can have several statements. */
export const declaredGuardrailSchema = guardrailSchema.extend({
  statements: z
    .array(
      z.strictObject({
        effect: z.enum(['deny', 'allowOnly']),
        actions,
        resources: values.optional(),
        exceptResources: values.optional(),
        conditions: conditions.optional(),
      }),
    )
    .min(1)
    .optional(),
});

/** What `declaredGuardrailSchema` reads. */
export type WrittenGuardrail = z.output<typeof declaredGuardrailSchema>;
