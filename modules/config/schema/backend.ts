import { z } from 'zod';
import { nameOf, region, textOf } from './text-of.js';

const hostname = textOf({
  pattern: /^[^\s/]*$/,
  expected: 'the name of a host',
  help: 'without `https://`, as in `tfe.example.com`',
})
  .optional()
  .describe('The host of Terraform Enterprise; default: app.terraform.io');

const organization = nameOf('the name of an organization', 'it is the one in the address of its workspaces');
const workspace = nameOf('the name of a workspace', 'say which workspace holds the state')
  .optional()
  .describe('The workspace, by its name');

const statePath = textOf({
  pattern: /^(?!\s*$)(?!(.*[\\/])?\.{0,2}$).+$/,
  expected: 'the path of a file',
  help: 'leave it out for `terraform.ENVIRONMENT.tfstate`',
});

/** Terraform takes no slash at either end. */
const key = textOf({
  pattern: /^[^/]([\s\S]*[^/])?$/,
  expected: 'a key without a slash at either end',
  help: 'leave it out for `chat-guardrails/ENVIRONMENT.tfstate`',
});

/** `backend`: where Terraform keeps the state. Exactly one of the keys. */
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
          tags: z.array(nameOf('a tag', 'name it')).min(1).optional().describe('Workspaces, by their tags'),
          project: z.string().optional().describe('The project of the workspace'),
          hostname,
        })
        .optional()
        .describe('HCP Terraform: a workspace, or tags'),
      s3: z
        .strictObject({
          bucket: nameOf('the name of a bucket', 'it holds the state').describe('The bucket'),
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
          prefix: nameOf('the beginning of names', 'for one workspace write `workspace`')
            .optional()
            .describe('Workspaces, by the beginning of their names'),
          hostname,
        })
        .optional()
        .describe('The older backend of HCP Terraform: a workspace, or a prefix'),
    }),
  ])
  .meta({ id: 'backend', description: 'Where Terraform keeps the state' });

export type WrittenBackend = z.output<typeof backendSchema>;
