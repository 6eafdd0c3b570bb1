import * as z from 'zod';
import { checked, region, stringOf, valueIssue } from './text-of.js';

const flag = z.boolean().optional();

const constraint = String.raw`\s*((=|!=|>=?|<=?|~>)\s*)?\d+(\.\d+){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?\s*`;

/** @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints (read 2026-11-27) */
const version = stringOf({
  pattern: new RegExp(`^${constraint}(,${constraint})*$`),
  form: 'version-constraint',
});

const url = stringOf({
  pattern: /^https?:\/\/[^\s/]/,
  form: 'url',
  holds: URL.canParse,
});

const tagKey = checked(z.string(), (key) =>
  key !== '' && !/^aws:/i.test(key) ? undefined : valueIssue('invalid-tag', { rule: 'tag-key', key }),
);

/** Terraform uses 32-bit integers on some platforms. */
const maxRetries = 2 ** 31 - 1;

const roleArn = stringOf({
  pattern: /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/.+$/,
  form: 'role-arn',
});

const sessionName = stringOf({
  pattern: /^[\w+=,.@-]{2,64}$/,
  form: 'role-session-name',
});

const externalId = stringOf({
  pattern: /^[\w+=,.@:/-]{2,1224}$/,
  form: 'external-id',
});

const duration = stringOf({
  pattern: /^\+?((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/,
  form: 'duration',
  holds: (text) => minutesOf(text) >= 15 && minutesOf(text) <= 12 * 60,
});

/** The schema of `provider.assumeRole`, with the limits of the AWS provider and AWS STS. */
const assumeRoleSchema = z.strictObject({
  roleArn: roleArn.describe('The role to assume'),
  sessionName: sessionName.optional().describe('The name of the session'),
  externalId: externalId.optional().describe('The external ID that the trust policy of the role requires'),
  duration: duration.optional().describe('How long the session lasts, 15m to 12h, e.g. 1h'),
});

const secondsOfUnit: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** A duration in the syntax of Go, in minutes. */
function minutesOf(text: string): number {
  const parts = [...text.matchAll(/([\d.]+)([a-zµμ]+)/g)];
  const seconds = parts.map(([, number, unit = '']) => Number(number) * (secondsOfUnit[unit] ?? 0));
  return seconds.reduce((sum, each) => sum + each, 0) / 60;
}

/** The schema of `provider`: the settings of Terraform's AWS provider. */
export const providerSchema = z
  .strictObject({
    region: region.optional().describe('Default: us-east-1, where AWS Organizations is served'),
    version: version.optional().describe('The range of provider versions; default: >= 5.69.0, < 7.0.0'),
    profile: z.string().optional().describe('A profile of the AWS configuration files'),
    assumeRole: assumeRoleSchema.optional().describe('A role to assume'),
    maxRetries: z.int().min(0).max(maxRetries).optional().describe('How often an API call is retried'),
    retryMode: z.enum(['standard', 'adaptive']).optional().describe('How API calls are retried'),
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
    skipRequestingAccountId: flag.describe('Do not look up the account ID (for emulators)'),
    skipMetadataApiCheck: flag.describe('Do not look for credentials of an EC2 instance (for emulators)'),
    skipRegionValidation: flag.describe('Accept any Region name (for emulators)'),
  })
  .meta({ id: 'provider', description: "Settings of Terraform's AWS provider" });

/** What `providerSchema` reads. */
export type WrittenProvider = z.output<typeof providerSchema>;
