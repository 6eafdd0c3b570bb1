import { z } from 'zod';
import { quoted } from '../../policy/text/quote.js';
import { accountId, policyId, targetId } from './ids.js';
import { judged, nameOf, oneOrMany } from './text-of.js';

const target = z
  .string()
  .describe('root, a unit by its names (Workloads/Prod), or an id (r-…, ou-…, twelve digits)');

/** A day; the calendar is asked, not only the shape. */
const day = judged(
  z.string().meta({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day on which it holds' }),
  (text) =>
    isDay(text)
      ? undefined
      : {
          kind: 'invalid-value',
          message: `found ${quoted(text)}; expected a day of the calendar`,
          help: 'write it as 2027-03-31',
        },
);

/** Why somebody is spared: all three, or none of them. */
export const exceptionKeys = {
  reason: z.string().min(1).describe('Why'),
  owner: z.string().min(1).describe('Who answers for it'),
  until: day,
};

const excepted = z.union([
  accountId,
  z.strictObject({ account: accountId, ...exceptionKeys }).describe('An account that is spared for a time'),
]);

/** A document that stands in a file of its own. */
export const documentPath = nameOf(
  'the path of a JSON file',
  'write the path, relative to the configuration file',
);

/** What is in the organization already, and by which ids. */
const existing = z
  .strictObject({
    policy: policyId.describe('The id of the policy'),
    document: documentPath
      .optional()
      .describe(
        'Its document as it stands in AWS, a JSON file: kept letter for letter as long as it says the same',
      ),
    attachments: z
      .record(target, targetId)
      .optional()
      .describe('The attachments that exist: by target, the id of the root, unit or account'),
  })
  .describe('In AWS already: Terraform imports it instead of creating it; `import` writes this');

/** The keys that chat policies and guardrails share. */
export const policyKeys = {
  name: z.string().describe('The name in AWS, unique in the organization; resource addresses come from it'),
  description: z.string().optional().describe('The description in AWS, at most 512 characters'),
  tags: z.record(z.string(), z.string()).optional().describe('Tags of the policy'),
  targets: z
    .union([oneOrMany(target), z.record(z.string(), oneOrMany(target))])
    .describe('Where it is attached; by the name of a wave, where the file has waves'),
  except: oneOrMany(excepted)
    .optional()
    .describe('Accounts below the targets that are spared, alone or with reason, owner and end date'),
  skipDestroy: z.boolean().optional().describe('Leave it in the organization when Terraform destroys it'),
  existing: existing.optional(),
  preventDestroy: z
    .boolean()
    .optional()
    .describe(
      'Let Terraform refuse plans that would destroy it, not its attachments, as long as it stands here; skipDestroy also keeps it when it is removed from this file',
    ),
};

const sharedKeys = z.strictObject(policyKeys);

/** What the shared keys read. */
export type WrittenPolicyKeys = z.output<typeof sharedKeys>;

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
