import { z } from 'zod';

const flag = z.boolean().optional();

/** `provider`: settings of Terraform's AWS provider. */
export const providerSchema = z
  .strictObject({
    region: z.string().optional().describe('Default: us-east-1, where AWS Organizations is served'),
    version: z.string().optional().describe('The range of provider versions; default: >= 5.69.0, < 7.0.0'),
    profile: z.string().optional().describe('A profile of the AWS configuration files'),
    assumeRole: z
      .strictObject({
        roleArn: z.string().describe('The role that is assumed'),
        sessionName: z.string().optional().describe('The name of the session'),
        externalId: z.string().optional().describe('The external id that the role asks for'),
        duration: z.string().optional().describe('How long the session lasts, e.g. 1h'),
      })
      .optional()
      .describe('A role to assume'),
    maxRetries: z.int().min(0).optional().describe('How often a call is tried again'),
    retryMode: z.enum(['standard', 'adaptive']).optional().describe('How calls are tried again'),
    endpoints: z
      .strictObject({
        organizations: z.string().optional().describe('URL of AWS Organizations'),
        sts: z.string().optional().describe('URL of AWS STS'),
      })
      .optional()
      .describe('Endpoints of an emulator or of a private network'),
    defaultTags: z
      .record(z.string(), z.string())
      .optional()
      .describe('Tags on everything that Terraform creates'),
    skipCredentialsValidation: flag.describe('Do not check the credentials with STS (for emulators)'),
    skipRequestingAccountId: flag.describe('Do not ask for the account id (for emulators)'),
    skipMetadataApiCheck: flag.describe('Do not look for credentials of an EC2 instance (for emulators)'),
    skipRegionValidation: flag.describe('Take any name as a region (for emulators)'),
  })
  .meta({ id: 'provider', description: "Settings of Terraform's AWS provider" });

export type WrittenProvider = z.output<typeof providerSchema>;
