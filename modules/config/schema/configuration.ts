import { z } from 'zod';
import { backendSchema } from './backend.js';
import { chatPolicySchema } from './chat-policy.js';
import { guardrailSchema } from './guardrail.js';
import { limitsSchema } from './limits.js';
import { exceptionKeys } from './policy-keys.js';
import { providerSchema } from './provider.js';
import { nameOf } from './text-of.js';

/** One entry of `acknowledged`: a problem that is known and lived with for a time. */
export const acknowledgementSchema = z.strictObject({
  problem: z.string().describe('The kind of the problem, as `check` prints it'),
  policy: z.string().optional().describe('Only for the policy of this name'),
  about: z.string().optional().describe('Only where the message holds this text'),
  ...exceptionKeys,
});

const organizationPath = nameOf(
  'the path of an organization file',
  'write the path, relative to the configuration file; leave it out where there is none',
);

/** What the whole file may say, and each environment for itself. */
const environmentKeys = {
  namePrefix: z.string().optional().describe('Put in front of the name of every policy'),
  organization: organizationPath
    .optional()
    .describe('The path of an organization file, relative to this file; see `collect`'),
  wave: z.string().optional().describe('The wave of the rollout that is deployed'),
  guardrailPolicies: z
    .strictObject({
      packing: z
        .enum(['separate', 'packed'])
        .optional()
        .describe(
          'separate: one policy for every guardrail (default); packed: guardrails of the same targets share as few policies as hold them',
        ),
      name: z
        .string()
        .optional()
        .describe('packed: what the names of shared policies begin with; chat-guardrails if left out'),
    })
    .optional()
    .describe('How guardrails become service control policies'),
  limits: limitsSchema.optional().describe('Quotas of AWS where yours differ'),
  provider: providerSchema.optional().describe("Settings of Terraform's AWS provider"),
  backend: backendSchema
    .optional()
    .describe('Where Terraform keeps the state: none, or one of local, cloud, s3, remote'),
  prerequisites: z
    .enum(['check', 'skip'])
    .optional()
    .describe(
      'Check at plan time that the organization is ready, and that of the organization file; skip for delegated administrators',
    ),
};

const lists = {
  chatPolicies: z.array(z.unknown()).optional(),
  guardrails: z.array(z.unknown()).optional(),
};

const fileKeys = {
  $schema: z.string().optional().describe('The JSON Schema of this file, for editors'),
  version: z.literal(1).optional().describe('The version of this format'),
  waves: z.array(z.string()).min(1).optional().describe('The waves of a staged rollout, the first one first'),
};

/** An environment without its policies, which are read one by one. */
export const environmentShell = z.strictObject({ ...environmentKeys, ...lists });

/** The file without its policies and environments, which are read one by one. */
export const fileShell = z.strictObject({
  ...fileKeys,
  ...environmentKeys,
  ...lists,
  acknowledged: z.array(z.unknown()).optional(),
  environments: z.record(z.string(), z.unknown()).optional(),
});

export type WrittenEnvironment = z.output<typeof environmentShell>;
export type WrittenFile = z.output<typeof fileShell>;

const policies = {
  chatPolicies: z.array(chatPolicySchema).optional().describe('Chat policies'),
  guardrails: z.array(guardrailSchema).optional().describe('Guardrails'),
};

/** The whole file, for the JSON Schema. */
export const configurationSchema = z
  .strictObject({
    ...fileKeys,
    acknowledged: z
      .array(acknowledgementSchema)
      .optional()
      .describe('Problems that are known and lived with, each with a reason, an owner and an end date'),
    ...environmentKeys,
    ...policies,
    environments: z
      .record(
        z.string(),
        z.strictObject({
          ...environmentKeys,
          chatPolicies: policies.chatPolicies.describe(
            'Added to those above; one of the same name takes its place',
          ),
          guardrails: policies.guardrails.describe(
            'Added to those above; one of the same name takes its place',
          ),
        }),
      )
      .optional()
      .describe('Several stacks from one file, by name; each says where it differs from what stands above'),
  })
  .describe('The configuration of chat-guardrails');
