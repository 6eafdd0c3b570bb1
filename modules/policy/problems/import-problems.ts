import { escapeControlCharacters } from '../text/escape-control-characters.js';
import { quoted } from '../text/quote.js';
import { problemByRule } from './problem-entry.js';

const importAgain = 'write the value into the source, then import again';
const addTarget = 'add it to `targets`, or detach it';
const collectAgain = 'collect the organization again, then import';
const writePlan = 'write one with `terraform plan -out PLAN` and `terraform show -json PLAN > plan.json`';
const collectForPlan = 'collect again, or name the organization file of this plan';
const showState =
  'run `terraform show -json > state.json` in the folder of the Terraform code and import `state.json`';

function ofPolicies({ policy, count }: { readonly policy: string; readonly count: number }): string {
  return count === 1 ? quoted(policy) : `${quoted(policy)} and ${count - 1} more`;
}

function computedValue({ resource, key, found }: FunctionFacts): string {
  const where = resource === undefined ? '' : `${quoted(resource)}: `;
  return key === undefined
    ? `${quoted(found)} generates resources that the template does not have`
    : `${where}${quoted(key)} has no literal value: ${quoted(found)}`;
}

/** Facts about a value that a CloudFormation function computes. */
export interface FunctionFacts {
  readonly resource?: string;
  readonly key?: string;
  /** The function. */
  readonly found: string;
}

/** Problems of imports and of saved Terraform plans. */
export const importProblems = {
  'not-imported': problemByRule<{
    'terraform-source': object;
    folder: object;
    'not-text': { readonly found?: 'UTF-16' };
    unreadable: { readonly reason: string };
    'state-version': object;
    'described-policy': object;
    unread: { readonly part: string; readonly id: string; readonly reason: string };
    attachment: { readonly resource: string; readonly policy: string; readonly target: string };
    function: FunctionFacts;
    name: { readonly resource?: string; readonly found: string };
    variable: { readonly policy: string; readonly found: string; readonly file?: string };
    'unreadable-file': { readonly policy: string; readonly file: string; readonly reason: string };
    configuration: { readonly policy: string; readonly problem: string };
    'round-trip': { readonly policy: string };
  }>('Something that cannot be imported', {
    'terraform-source': () => ({
      message: 'cannot import Terraform sources, only the state',
      help: showState,
    }),
    folder: () => ({
      message: 'cannot import a folder',
      help: `name the files in it; for Terraform, ${showState}`,
    }),
    'not-text': ({ found }) => ({
      message: found === undefined ? 'the file is not UTF-8 text' : `the file is ${found} text, not UTF-8`,
      help:
        found === undefined
          ? 'save it as UTF-8; for a saved Terraform plan, run `terraform show -json PLAN > plan.json`'
          : 'save it as UTF-8',
    }),
    unreadable: ({ reason }) => ({ message: `cannot read the file: ${reason}` }),
    'state-version': () => ({ message: 'not a Terraform state of version 4', help: showState }),
    'described-policy': () => ({
      message: '`Policy` has no `PolicySummary` with `Id` and `Name`',
      help: 'write the file with `aws organizations describe-policy --policy-id ID`',
    }),
    unread: ({ part, id, reason }) => ({
      message: `the organization file lacks ${part} of ${quoted(id)}: ${escapeControlCharacters(reason)}`,
      help: collectAgain,
    }),
    attachment: ({ resource, policy, target }) => ({
      message: `${quoted(resource)} attaches ${quoted(policy)} to ${quoted(target)}; the policy is not in the state`,
      help: 'import the state that has the policy as well',
    }),
    function: (facts) => ({
      message: computedValue(facts),
      help: facts.key === undefined ? 'write the resources out, or import the organization' : importAgain,
    }),
    name: ({ resource, found }) => ({
      message: `${resource === undefined ? '' : `${quoted(resource)}: `}${quoted(found)} is not the name of a policy`,
      help: importAgain,
    }),
    variable: ({ policy, found, file }) => ({
      message: `${quoted(policy)}: the value of ${quoted(found)}${file === undefined ? '' : ` in ${quoted(file)}`} is unknown`,
      help: 'import `replacements-config.yaml` as well, or import the organization, which has the deployed document',
    }),
    'unreadable-file': ({ policy, file, reason }) => ({
      message: `${quoted(policy)}: cannot read ${quoted(file)}: ${escapeControlCharacters(reason)}`,
    }),
    configuration: ({ policy, problem }) => ({
      message: `${quoted(policy)} is left out: the configuration would have the error \`${problem}\``,
      help: 'fix the policy in AWS and import again',
    }),
    'round-trip': ({ policy }) => ({
      message: `${quoted(policy)} is left out: the configuration would define a different policy`,
      help: 'report this as a bug',
    }),
  }),
  'import-gap': problemByRule<{
    targets: { readonly policy: string };
    target: { readonly policy?: string; readonly found: string };
    function: FunctionFacts;
    variable: { readonly policy: string; readonly key: string; readonly found: string };
    condition: { readonly policy: string; readonly found: string };
    description: { readonly policy: string; readonly count: number };
    tags: { readonly policy: string; readonly count: number };
    id: { readonly policy: string; readonly count: number };
    new: { readonly policy: string };
    content: { readonly policy: string };
    'attached-elsewhere': { readonly policy: string; readonly target: string };
    'allow-list': { readonly policy: string };
    account: { readonly policy: string; readonly account: string; readonly nearest?: string };
    'excluded-accounts': { readonly policy: string };
    quarantine: { readonly policy: string };
    'skip-destroy': { readonly resource: string };
    planned: { readonly resource: string; readonly action: string };
  }>('Something that the import source does not have', {
    targets: ({ policy }) => ({
      message: `the source does not have the targets of ${quoted(policy)}`,
      help: 'add `targets`, or name the organization with `--organization`',
    }),
    target: ({ policy, found }) => ({
      message: `${policy === undefined ? '' : `${quoted(policy)}: `}${quoted(found)} is not a target and is left out`,
      help: 'add the ID or path of the target to `targets`',
    }),
    function: (facts) => ({ message: computedValue(facts), help: 'add the value to the configuration' }),
    variable: ({ policy, key, found }) => ({
      message: `${quoted(policy)}: ${quoted(key)} has a variable with an unknown value: ${quoted(found)}`,
      help: 'add the value to the configuration',
    }),
    condition: ({ policy, found }) => ({
      message: `${quoted(policy)} exists only where the condition ${quoted(found)} is true`,
      help: 'remove the policy from the configuration where it is false',
    }),
    description: (facts) => ({
      message: `the source has no description of ${ofPolicies(facts)}; Terraform would remove the one in AWS`,
      help: collectAgain,
    }),
    tags: (facts) => ({
      message: `the source has no tags of ${ofPolicies(facts)}; Terraform would remove those in AWS`,
      help: collectAgain,
    }),
    id: (facts) => ({
      message: `the source has no ID for ${ofPolicies(facts)}; Terraform would create a duplicate`,
      help: 'pass the organization, which has the IDs, as `--organization`',
    }),
    new: ({ policy }) => ({
      message: `the organization has no policy ${quoted(policy)} of this type; Terraform will create it`,
    }),
    content: ({ policy }) => ({
      message: `${quoted(policy)} is different in the organization; Terraform will change it`,
      help: 'compare both with `chat-guardrails drift`',
    }),
    'attached-elsewhere': ({ policy, target }) => ({
      message: `${quoted(policy)} is attached to ${quoted(target)} as well, which the source does not have`,
      help: addTarget,
    }),
    'allow-list': ({ policy }) => ({
      message: `${quoted(policy)} is an allow list, for which the accelerator detaches \`FullAWSAccess\``,
      help: 'Terraform leaves `FullAWSAccess` as it is; detach it yourself',
    }),
    account: ({ policy, account, nearest }) => ({
      message: `${quoted(policy)}: account ${quoted(account)} is left out; its name in the accelerator can differ from its name in AWS`,
      help:
        nearest === undefined
          ? 'add its ID to `targets`; `accounts-config.yaml` has its email address'
          : `add its ID to \`targets\`; ${quoted(nearest)} has that name in the organization`,
    }),
    'excluded-accounts': ({ policy }) => ({
      message: `${quoted(policy)}: \`excludedAccounts\` is left out`,
      help: 'add their IDs to `except`',
    }),
    quarantine: ({ policy }) => ({
      message: `the accelerator attaches ${quoted(policy)} to every new account; Terraform does not`,
      help: 'leave that policy to the accelerator',
    }),
    'skip-destroy': ({ resource }) => ({
      message: `${quoted(resource)} and its policy differ in \`skip_destroy\``,
      help: '`skipDestroy` sets both; choose one value',
    }),
    planned: ({ resource, action }) => ({
      message: `the plan would ${action} ${quoted(resource)}; the configuration has what exists now`,
      help: 'apply or discard the plan, then import again',
    }),
  }),
  'left-alone': problemByRule<{
    'aws-managed': { readonly policy: string };
    'control-tower': { readonly policy: string };
    'policy-type': { readonly policy: string; readonly type: string };
    'not-chat': { readonly policy: string };
  }>('A policy that the import leaves to its owner', {
    'aws-managed': ({ policy }) => ({ message: `${quoted(policy)} is managed by AWS` }),
    'control-tower': ({ policy }) => ({
      message: `${quoted(policy)} is managed by Control Tower, which reverts every change`,
    }),
    'policy-type': ({ policy, type }) => ({
      message: `${quoted(policy)} is of the type ${quoted(type)}, which this tool does not manage`,
    }),
    'not-chat': ({ policy }) => ({ message: `${quoted(policy)} is not about chat` }),
  }),
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
    'unit-parent': { readonly resource: string; readonly target: string };
    'removed-unit': { readonly resource: string; readonly count: number };
    'closed-account': { readonly resource: string; readonly account: string };
    'policy-types': { readonly resource: string };
    deferred: { readonly resource: string };
    incomplete: object;
    stack: { readonly resource: string };
    'control-tower': { readonly resource: string };
  }>('A result of a Terraform plan that is known only after apply', {
    document: ({ resource }) => ({
      message: `the document of ${quoted(resource)} is known only after apply`,
    }),
    'attached-policy': ({ resource }) => ({
      message: `which policy ${quoted(resource)} attaches is known only after apply`,
      help: 'refer to the policy directly: `policy_id = aws_organizations_policy.NAME.id`',
    }),
    'attachment-target': ({ resource }) => ({
      message: `the target of ${quoted(resource)} is known only after apply, so any target is possible`,
      help: 'refer to the target directly, or write its ID',
    }),
    'account-parent': ({ resource, account }) => ({
      message: `the new parent of account ${quoted(account)} (${quoted(resource)}) is known only after apply`,
    }),
    'unit-parent': ({ resource, target }) => ({
      message: `the new parent of the organizational unit ${quoted(target)} (${quoted(resource)}) is known only after apply`,
    }),
    'removed-unit': ({ resource, count }) => ({
      message: `${quoted(resource)} removes an organizational unit that still has ${count === 1 ? 'an account' : `${count} accounts`}`,
      help: 'AWS removes only empty organizational units; move the accounts first',
    }),
    'closed-account': ({ resource, account }) => ({
      message: `${quoted(resource)} closes account ${quoted(account)}`,
    }),
    'policy-types': ({ resource }) => ({
      message: `the policy types that ${quoted(resource)} enables are known only after apply`,
    }),
    deferred: ({ resource }) => ({
      message: `Terraform defers ${quoted(resource)}; its change is not in this plan`,
      help: 'apply this plan, then plan again',
    }),
    incomplete: () => ({
      message: 'the plan is incomplete; the configuration has changes that it does not contain',
      help: 'plan again without `-target` and `-exclude`',
    }),
    stack: ({ resource }) => ({
      message: `the policies that the CloudFormation template of ${quoted(resource)} changes are known only after apply`,
    }),
    'control-tower': ({ resource }) => ({
      message: `the service control policies that Control Tower changes for ${quoted(resource)} are known only after apply`,
    }),
  }),
  'plan-of-another-organization': problemByRule<{
    policy: { readonly resource: string; readonly policy: string };
    target: { readonly resource: string; readonly target: string };
    content: { readonly resource: string; readonly policy: string };
    attachment: { readonly resource: string; readonly policy: string; readonly target: string };
    parent: { readonly resource: string; readonly target: string };
    'policy-types': { readonly resource: string };
    organization: { readonly resource: string };
  }>('A Terraform plan and an organization file of different organizations or dates', {
    policy: ({ resource, policy }) => ({
      message: `the organization file does not have the policy ${quoted(policy)} of ${quoted(resource)}`,
      help: collectForPlan,
    }),
    target: ({ resource, target }) => ({
      message: `the organization file does not have ${quoted(target)}, which ${quoted(resource)} refers to`,
      help: collectForPlan,
    }),
    content: ({ resource, policy }) => ({
      message: `the policy ${quoted(policy)} of ${quoted(resource)} has another document in the organization file`,
      help: collectForPlan,
    }),
    attachment: ({ resource, policy, target }) => ({
      message: `${quoted(policy)} is not attached to ${quoted(target)} (${quoted(resource)}) in the organization file`,
      help: collectForPlan,
    }),
    parent: ({ resource, target }) => ({
      message: `${quoted(target)} (${quoted(resource)}) has another parent in the organization file`,
      help: collectForPlan,
    }),
    'policy-types': ({ resource }) => ({
      message: `the enabled policy types of ${quoted(resource)} are different in the organization file`,
      help: collectForPlan,
    }),
    organization: ({ resource }) => ({
      message: `${quoted(resource)} creates an organization; the organization file has another one`,
      help: collectForPlan,
    }),
  }),
};
