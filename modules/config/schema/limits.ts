import { z } from 'zod';

const count = z.int().min(1).optional();

const policyType = z
  .strictObject({
    documentCharacters: count.describe('Characters of a document'),
    attachmentsPerTarget: count.describe('Policies of the type on one root, unit or account'),
    policiesPerOrganization: count.describe('Policies of the type in the organization'),
  })
  .meta({ id: 'policyTypeLimits', description: 'Quotas of a type of policy' })
  .optional();

/** `limits`: quotas of AWS where they differ from those that this release knows. */
export const limitsSchema = z
  .strictObject({
    chatPolicy: policyType.describe('Chat policies'),
    serviceControlPolicy: policyType.describe('Service control policies'),
    organizationalUnitDepth: count.describe('Levels of units below the root'),
    policyNameCharacters: count.describe('Characters of a policy name'),
    policyDescriptionCharacters: count.describe('Characters of a description'),
    tagKeyCharacters: count.describe('Characters of the key of a tag'),
    tagValueCharacters: count.describe('Characters of the value of a tag'),
    tagsPerPolicy: count.describe('Tags of one policy'),
  })
  .meta({ id: 'limits', description: 'Quotas of AWS' });

export type WrittenLimits = z.output<typeof limitsSchema>;
