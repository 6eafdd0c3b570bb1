import * as z from 'zod';
import { accountId, policyId, targetId } from './ids.js';
import { checked, nameOf, oneOrMany, wrongForm } from './text-of.js';

const target = z
  .string()
  .describe('root, an OU by its path of names (Workloads/Prod), or an ID (r-…, ou-…, twelve digits)');

/** An end date that exists, not only digits in the right places. */
const endDate = checked(
  z.string().meta({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'The last day on which it is in force' }),
  (text) => (isDate(text) ? undefined : wrongForm(text, 'date')),
);

/** The keys of an exception or acknowledgement. */
export const exceptionKeys = {
  reason: z.string().min(1).describe('Why'),
  owner: z.string().min(1).describe('Who is responsible for it'),
  until: endDate,
};

const exemptAccount = z.union([
  accountId,
  z
    .strictObject({ account: accountId, ...exceptionKeys })
    .describe('An account that is exempt until an end date'),
]);

/** The schema of the path of a policy document. */
export const documentPath = nameOf('policy-file');

/** The policy and attachments that exist in AWS, by their IDs. */
const existing = z
  .strictObject({
    policy: policyId.describe('The ID of the policy'),
    document: documentPath
      .optional()
      .describe(
        'A JSON file with the document as it is in AWS: kept byte for byte while its meaning is the same',
      ),
    attachments: z
      .record(target, targetId)
      .optional()
      .describe('The attachments that exist: by target, the ID of the root, OU or account'),
  })
  .describe('The policy exists in AWS: Terraform imports it instead of creating it; `import` writes this');

/** Keys of both chat policies and guardrails. */
export const policyKeys = {
  name: z.string().describe('The name in AWS, unique in the organization; Terraform addresses contain it'),
  description: z.string().optional().describe('The description in AWS, at most 512 characters'),
  tags: z.record(z.string(), z.string()).optional().describe('Tags of the policy'),
  targets: z
    .union([oneOrMany(target), z.record(z.string(), oneOrMany(target))])
    .describe('Where it is attached; by wave, if the file has waves'),
  except: oneOrMany(exemptAccount)
    .optional()
    .describe('Exempt accounts below the targets, each alone or with a reason, an owner and an end date'),
  skipDestroy: z
    .boolean()
    .optional()
    .describe('Keep the policy in the organization when Terraform destroys it'),
  existing: existing.optional(),
  preventDestroy: z
    .boolean()
    .optional()
    .describe(
      'Let Terraform refuse plans that destroy the policy (not its attachments) while it is in this file; skipDestroy also keeps it after it is removed from this file',
    ),
};

const sharedKeys = z.strictObject(policyKeys);

/** What the shared keys read. */
export type WrittenPolicyKeys = z.output<typeof sharedKeys>;

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
