import { z } from 'zod';
import { quoted } from '../../policy/text/quote.js';
import { assumeRoleSchema } from './assume-role.js';
import { judged, region, textOf } from './text-of.js';

const flag = z.boolean().optional();

const constraint = String.raw`\s*((=|!=|>=?|<=?|~>)\s*)?\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\s*`;

/** @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints (read 2026-11-27) */
const version = textOf({
  pattern: new RegExp(`^${constraint}(,${constraint})*$`),
  expected: 'a version constraint of Terraform',
  help: 'it looks like `>= 5.69.0, < 7.0.0` or `~> 6.0`',
});

const url = textOf({
  pattern: /^https?:\/\/[^\s/]/,
  expected: 'a URL',
  help: 'it looks like `https://organizations.us-east-1.amazonaws.com`',
  holds: URL.canParse,
});

const tagKey = judged(z.string(), (key) => {
  if (key === '') return { kind: 'invalid-tag', message: 'a tag without a key', help: 'name it' };
  if (!/^aws:/i.test(key)) return undefined;
  const message = `${quoted(key)} begins with \`aws:\`, which AWS keeps for itself`;
  return { kind: 'invalid-tag', message, help: 'rename it' };
});

/** Terraform counts in 32 bits on some machines. */
const maxRetries = 2 ** 31 - 1;

/** `provider`: settings of Terraform's AWS provider. */
export const providerSchema = z
  .strictObject({
    region: region.optional().describe('Default: us-east-1, where AWS Organizations is served'),
    version: version.optional().describe('The range of provider versions; default: >= 5.69.0, < 7.0.0'),
    profile: z.string().optional().describe('A profile of the AWS configuration files'),
    assumeRole: assumeRoleSchema.optional().describe('A role to assume'),
    maxRetries: z.int().min(0).max(maxRetries).optional().describe('How often a call is tried again'),
    retryMode: z.enum(['standard', 'adaptive']).optional().describe('How calls are tried again'),
    endpoints: z
      .strictObject({
        organizations: url.optional().describe('URL of AWS Organizations'),
        sts: url.optional().describe('URL of AWS STS'),
      })
      .optional()
      .describe('Endpoints of an emulator or of a private network'),
    defaultTags: z
      .record(tagKey, z.string())
      .optional()
      .describe('Tags on everything that Terraform creates'),
    skipCredentialsValidation: flag.describe('Do not check the credentials with STS (for emulators)'),
    skipRequestingAccountId: flag.describe('Do not ask for the account id (for emulators)'),
    skipMetadataApiCheck: flag.describe('Do not look for credentials of an EC2 instance (for emulators)'),
    skipRegionValidation: flag.describe('Take any name as a region (for emulators)'),
  })
  .meta({ id: 'provider', description: "Settings of Terraform's AWS provider" });

export type WrittenProvider = z.output<typeof providerSchema>;
