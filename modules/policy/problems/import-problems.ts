import { quoted } from '../text/quote.js';
import { problemByRule } from './problem-entry.js';
import { unsorted } from './unsorted.js';

/** Problems of what is imported, and of saved Terraform plans. */
export const importProblems = {
  'not-imported': unsorted('Something that exists and that the import could not carry over'),
  'import-gap': unsorted('Something that the configuration needs and that its source does not say'),
  'left-alone': unsorted('A policy that somebody else keeps'),
  'not-a-terraform-plan': problemByRule<{
    'not-an-object': object;
    'no-format-version': object;
    'format-version': { readonly found: string; readonly expected: string };
    state: object;
    errored: object;
  }>('A file that is not a saved Terraform plan as JSON', {
    'not-an-object': () => ({ message: 'not a Terraform plan: expected an object', help: writePlan }),
    'no-format-version': () => ({
      message: 'not a Terraform plan: `format_version` is missing',
      help: writePlan,
    }),
    'format-version': ({ found, expected }) => ({
      message: `unsupported format ${quoted(found)} of a Terraform plan; expected ${expected}`,
      help: writePlan,
    }),
    state: () => ({
      message: 'a Terraform state, not a plan: `planned_values` is missing',
      help: writePlan,
    }),
    errored: () => ({ message: 'the plan ended with an error and is incomplete', help: writePlan }),
  }),
  'unknown-until-apply': problemByRule<{
    document: { readonly resource: string };
    'attached-policy': { readonly resource: string };
    'attachment-target': { readonly resource: string };
    'account-parent': { readonly resource: string; readonly account: string };
  }>('A value that Terraform knows only after apply', {
    document: ({ resource }) => ({
      message: `the document of ${quoted(resource)} is known only after apply`,
    }),
    'attached-policy': ({ resource }) => ({
      message: `which policy ${quoted(resource)} attaches is known only after apply`,
      help: 'refer to the policy directly: `policy_id = aws_organizations_policy.NAME.id`',
    }),
    'attachment-target': ({ resource }) => ({
      message: `the target of ${quoted(resource)} is known only after apply; it may be any`,
      help: 'refer to the target directly, or write its id',
    }),
    'account-parent': ({ resource, account }) => ({
      message: `the new parent of account ${quoted(account)} (${quoted(resource)}) is known only after apply`,
    }),
  }),
  'plan-of-another-organization': problemByRule<{
    policy: { readonly resource: string; readonly policy: string };
    target: { readonly resource: string; readonly target: string };
  }>('A Terraform plan and an organization file of different organizations', {
    policy: ({ resource, policy }) => ({
      message: `the organization file does not have the policy ${quoted(policy)} of ${quoted(resource)}`,
      help: 'collect again, or name the organization file of this plan',
    }),
    target: ({ resource, target }) => ({
      message: `the organization file does not have ${quoted(target)}, which ${quoted(resource)} refers to`,
      help: 'collect again, or name the organization file of this plan',
    }),
  }),
};

const writePlan = 'write one with `terraform plan -out PLAN` and `terraform show -json PLAN > plan.json`';
