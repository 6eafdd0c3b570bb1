import { z } from 'zod';

const count = z.int().min(1).optional();

const policyType = z
  .strictObject({
    documentCharacters: count.describe('Characters of a document'),
    attachmentsPerTarget: count.describe('Policies of the type attached to one root, OU or account'),
    policiesPerOrganization: count.describe('Policies of the type in the organization'),
  })
  .meta({ id: 'policyTypeLimits', description: 'Quotas of a policy type' })
  .optional();

/** The schema of `limits`: AWS quotas that differ from the defaults of this release. */
export const limitsSchema = z
  .strictObject({
    chatPolicy: policyType.describe('Chat policies'),
    serviceControlPolicy: policyType.describe('Service control policies'),
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
