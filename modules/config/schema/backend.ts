import { z } from 'zod';

const hostname = z
  .string()
  .optional()
  .describe('The host of Terraform Enterprise; default: app.terraform.io');

/** `backend`: where Terraform keeps the state. Exactly one of the keys. */
export const backendSchema = z
  .union([
    z.literal('none'),
    z.strictObject({
      local: z
        .strictObject({
          path: z.string().optional().describe('Default: terraform.ENVIRONMENT.tfstate'),
        })
        .optional()
        .describe('A file'),
      cloud: z
        .strictObject({
          organization: z.string().describe('The organization in HCP Terraform'),
          workspace: z.string().optional().describe('The workspace, by its name'),
          tags: z.array(z.string()).min(1).optional().describe('Workspaces, by their tags'),
          project: z.string().optional().describe('The project of the workspace'),
          hostname,
        })
        .optional()
        .describe('HCP Terraform: a workspace, or tags'),
      s3: z
        .strictObject({
          bucket: z.string().describe('The bucket'),
          key: z.string().optional().describe('Default: chat-guardrails/ENVIRONMENT.tfstate'),
          region: z.string().describe('The Region of the bucket'),
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
          organization: z.string().describe('The organization'),
          workspace: z.string().optional().describe('The workspace, by its name'),
          prefix: z.string().optional().describe('Workspaces, by the beginning of their names'),
          hostname,
        })
        .optional()
        .describe('The older backend of HCP Terraform: a workspace, or a prefix'),
    }),
  ])
  .meta({ id: 'backend', description: 'Where Terraform keeps the state' });

export type WrittenBackend = z.output<typeof backendSchema>;
