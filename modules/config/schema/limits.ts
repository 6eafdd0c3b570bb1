import * as z from 'zod';

const count = z.int().min(1).optional();

/** Quotas of a policy type. One file can have at most `maxPolicies` of it, twice the quota of AWS. */
const policyType = (id: string, maxPolicies: number) =>
  z
    .strictObject({
      documentCharacters: count.describe('Characters of a document'),
      attachmentsPerTarget: count.describe('Policies of the type attached to one root, OU or account'),
      policiesPerOrganization: z
        .int()
        .min(1)
        .max(maxPolicies)
        .optional()
        .describe('Policies of the type in the organization'),
    })
    .meta({ id, description: 'Quotas of a policy type' })
    .optional();

/** The schema of `limits`: AWS quotas that differ from the defaults of this release. */
export const limitsSchema = z
  .strictObject({
    chatPolicy: policyType('chatPolicyLimits', 2_000).describe('Chat policies'),
    serviceControlPolicy: policyType('serviceControlPolicyLimits', 20_000).describe(
      'Service control policies',
    ),
    organizationalUnitDepth: count.describe('Levels of OUs below the root'),
    policyNameCharacters: count.describe('Characters of a policy name'),
    policyDescriptionCharacters: count.describe('Characters of a description'),
    tagKeyCharacters: count.describe('Characters of a tag key'),
    tagValueCharacters: count.describe('Characters of a tag value'),
    tagsPerPolicy: count.describe('Tags of one policy'),
  })
  .meta({ id: 'limits', description: 'AWS quotas' });

/** What `limitsSchema` reads. */
export type WrittenLimits = z.output<typeof limitsSchema>;
