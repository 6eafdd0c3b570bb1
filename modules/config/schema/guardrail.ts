import { z } from 'zod';
import { quoted } from '../../policy/text/quote.js';
import { accountId } from './ids.js';
import { documentPath, exceptionKeys, policyKeys } from './policy-keys.js';
import { judged, oneOrMany } from './text-of.js';

const actions = oneOrMany(z.string());

/** The platforms in AWS's spelling and in ours. */
const platform = z.enum(['slack', 'microsoft_teams', 'microsoftTeams', 'chime']);

const sessionKeys = {
  platforms: oneOrMany(platform).optional().describe('Platforms: slack, microsoft_teams, chime'),
  configurations: oneOrMany(z.string())
    .optional()
    .describe('Names of chat configurations; * and ? are wildcards'),
  accounts: oneOrMany(accountId).optional().describe('Accounts that hold the chat configurations'),
};

const values = oneOrMany(z.string());
const conditions = z.record(z.string(), z.record(z.string(), values));

const sidPattern = /^[A-Za-z0-9]+$/;
const sid = judged(z.string().meta({ pattern: sidPattern.source }), (text) =>
  sidPattern.test(text)
    ? undefined
    : {
        kind: 'invalid-sid',
        message: `${text === '' ? 'an empty text' : quoted(text)} is no id of a statement`,
        help: 'use letters and digits alone, or leave the key out: the id is made from the name',
      },
);

/** One entry of `guardrails`. */
export const guardrailSchema = z
  .strictObject({
    ...policyKeys,
    deny: actions.optional().describe('Actions that nobody may run from chat; everything else is left alone'),
    allowOnly: actions.optional().describe('The only actions that anybody may run from chat'),
    use: z.string().optional().describe('A guardrail of the catalogue, by its id'),
    with: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('Parameters of the guardrail that `use` names'),
    document: documentPath
      .optional()
      .describe('A raw service control policy instead: the path of a JSON file, relative to this file'),
    resources: values.optional().describe('ARN patterns of the resources that are meant; all if left out'),
    conditions: conditions.optional().describe('Further conditions as in IAM: operator, key, values'),
    from: z
      .strictObject(sessionKeys)
      .optional()
      .describe('Which chat sessions are bound; all of chat if left out'),
    exceptFrom: z
      .strictObject({
        ...sessionKeys,
        reason: exceptionKeys.reason.optional(),
        owner: exceptionKeys.owner.optional(),
        until: exceptionKeys.until.optional(),
      })
      .optional()
      .describe('Which of them are spared'),
    sid: z
      .union([z.literal(false), sid])
      .optional()
      .describe('The id of the statement; made from the name if left out, false for none'),
    partition: z
      .enum(['aws', 'aws-us-gov', 'aws-cn', '*'])
      .optional()
      .describe('The partition of the chat configurations; aws if left out, * for any'),
  })
  .meta({ id: 'guardrail', description: 'A guardrail' });

/** A guardrail that a program declares: several statements at once as well. */
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

export type WrittenGuardrail = z.output<typeof declaredGuardrailSchema>;
