import * as z from 'zod';
import { backendSchema } from './backend.js';
import { chatPolicySchema } from './chat-policy.js';
import { guardrailSchema } from './guardrail.js';
import { aliases } from './ids.js';
import { limitsSchema } from './limits.js';
import { exceptionKeys } from './policy-keys.js';
import { providerSchema } from './provider.js';
import { nameOf } from './text-of.js';

/** The schema of one entry of `acknowledged`: a problem that is accepted until an end date. */
export const acknowledgementSchema = z.strictObject({
  problem: z.string().describe('The kind of the problem, as `check` prints it'),
  policy: z.string().optional().describe('Only for the policy of this name'),
  about: z
    .string()
    .optional()
    .describe('Only where this is one of the facts of the problem, such as a setting or a target'),
  ...exceptionKeys,
});

const organizationPath = nameOf('organization-file');

/** Keys of the file that each environment can override. */
const environmentKeys = {
  namePrefix: z.string().optional().describe('A prefix for the name of each policy'),
  ownershipTag: z
    .boolean()
    .optional()
    .describe(
      'Add the tag `chat-guardrails:environment` to every policy that is created, by which later runs recognise it; true if left out',
    ),
  organization: organizationPath
    .optional()
    .describe('The path of an organization file, relative to this file; see `collect`'),
  wave: z.string().optional().describe('The wave of the rollout to deploy'),
  guardrailPolicies: z
    .strictObject({
      packing: z
        .enum(['separate', 'packed'])
        .optional()
        .describe(
          'separate: one policy for each guardrail (default); packed: guardrails with the same targets share as few policies as possible',
        ),
      name: z
        .string()
        .optional()
        .describe('packed: the prefix of the names of shared policies; default: chat-guardrails'),
    })
    .optional()
    .describe('How guardrails are combined into service control policies'),
  limits: limitsSchema.optional().describe('AWS quotas that differ in your organization'),
  provider: providerSchema.optional().describe("Settings of Terraform's AWS provider"),
  backend: backendSchema
    .optional()
    .describe('Where Terraform keeps the state: none, or one of local, cloud, s3, remote'),
  prerequisites: z
    .enum(['check', 'skip'])
    .optional()
    .describe(
      'check: let Terraform check at plan time that the organization is ready and that it is the one in the organization file; skip: for delegated administrators',
    ),
};

const lists = {
  chatPolicies: z.array(z.unknown()).optional(),
  guardrails: z.array(z.unknown()).optional(),
};

const fileKeys = {
  $schema: z.string().optional().describe('The JSON Schema of this file, for editors'),
  version: z.literal(1).optional().describe('The version of the file format'),
  waves: z.array(z.string()).min(1).optional().describe('The waves of a staged rollout, in order'),
  aliases: aliases
    .optional()
    .describe(
      'Names for the IDs of workspaces, tenants and teams: usable instead of the IDs in chat policies, and printed beside them',
    ),
};

/** The schema of an environment without its policies, which are parsed one at a time. */
export const environmentShell = z.strictObject({ ...environmentKeys, ...lists });

/** The schema of the file without its policies and environments, which are parsed one at a time. */
export const fileShell = z.strictObject({
  ...fileKeys,
  ...environmentKeys,
  ...lists,
  acknowledged: z.array(z.unknown()).optional(),
  environments: z.record(z.string(), z.unknown()).optional(),
});

/** What `environmentShell` reads. */
export type WrittenEnvironment = z.output<typeof environmentShell>;
/** What `fileShell` reads. */
export type WrittenFile = z.output<typeof fileShell>;

const policies = {
  chatPolicies: z.array(chatPolicySchema).optional().describe('Chat policies'),
  guardrails: z.array(guardrailSchema).optional().describe('Guardrails'),
};

/** The schema of the whole file, from which the JSON Schema is generated. */
export const configurationSchema = z
  .strictObject({
    ...fileKeys,
    acknowledged: z
      .array(acknowledgementSchema)
      .optional()
      .describe('Accepted problems, each with a reason, an owner and an end date'),
    ...environmentKeys,
    ...policies,
    environments: z
      .record(
        z.string(),
        z.strictObject({
          ...environmentKeys,
          chatPolicies: policies.chatPolicies.describe(
            'Added to the shared policies; one with the same name replaces the shared one',
          ),
          guardrails: policies.guardrails.describe(
            'Added to the shared policies; one with the same name replaces the shared one',
          ),
        }),
      )
      .optional()
      .describe('Several stacks from one file, by name; each overrides the shared settings'),
  })
  .describe('The configuration of chat-guardrails');
