import * as z from 'zod';
import { nameOf, region, stringOf } from './text-of.js';

const hostname = stringOf({
  pattern: /^[^\s/]*$/,
  form: 'host',
})
  .optional()
  .describe('The host of Terraform Enterprise; default: app.terraform.io');

const organization = nameOf('terraform-organization');
const workspace = nameOf('terraform-workspace').optional().describe('The name of the workspace');

const statePath = stringOf({
  pattern: /^(?!\s*$)(?!(.*[\\/])?\.{0,2}$).+$/,
  form: 'state-file',
});

/** Terraform refuses a key that starts or ends with a slash. */
const key = stringOf({
  pattern: /^[^/]([\s\S]*[^/])?$/,
  form: 's3-key',
});

/**
 * Buckets of us-east-1 that were created before March 2018 can have the longer names. An access point has an ARN.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html (read 2026-11-30)
 */
const bucket = stringOf({ pattern: /^([A-Za-z0-9._-]{1,255}|arn:\S+)$/, form: 's3-bucket' });

/** The schema of `backend`, which names one backend. */
export const backendSchema = z
  .union([
    z.literal('none'),
    z.strictObject({
      local: z
        .strictObject({
          path: statePath.optional().describe('Default: terraform.ENVIRONMENT.tfstate'),
        })
        .optional()
        .describe('A file'),
      cloud: z
        .strictObject({
          organization: organization.describe('The organization in HCP Terraform'),
          workspace,
          tags: z
            .array(nameOf('terraform-workspace-tag'))
            .min(1)
            .optional()
            .describe('Workspaces, by their tags'),
          project: z.string().optional().describe('The project of the workspace'),
          hostname,
        })
        .optional()
        .describe('HCP Terraform: a workspace, or tags'),
      s3: z
        .strictObject({
          bucket: bucket.describe('The bucket'),
          key: key.optional().describe('Default: chat-guardrails/ENVIRONMENT.tfstate'),
          region: region.describe('The Region of the bucket'),
          useLockfile: z
            .boolean()
            .optional()
            .describe('Lock with a file beside the state (Terraform 1.10); default: true'),
          encrypt: z.boolean().optional().describe('Encrypt the state; default: true'),
          kmsKeyId: z.string().optional().describe('The KMS key that encrypts it'),
          profile: z.string().optional().describe('A profile of the AWS configuration files'),
          roleArn: z.string().optional().describe('A role to assume for the state'),
        })
        .optional()
        .describe('An S3 bucket'),
      remote: z
        .strictObject({
          organization: organization.describe('The organization'),
          workspace,
          prefix: nameOf('terraform-workspace-prefix')
            .optional()
            .describe('Workspaces, by the prefix of their names'),
          hostname,
        })
        .optional()
        .describe('The older backend of HCP Terraform: a workspace, or a prefix'),
    }),
  ])
  .meta({ id: 'backend', description: 'Where Terraform keeps the state' });

/** What `backendSchema` reads. */
export type WrittenBackend = z.output<typeof backendSchema>;
