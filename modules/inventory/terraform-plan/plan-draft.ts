import { policyTypes } from '../../policy/limits.js';
import type {
  Account,
  AttachmentTarget,
  MissingPart,
  Organization,
  OrganizationalUnit,
  OrganizationPolicy,
} from '../../policy/organization/organization.js';
import type { OrganizationIndex } from '../../policy/organization/organization-index.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import type { ProblemFacts } from '../../policy/problems/problem-kinds.js';
import { itemsOf, type JsonObject, stringOf } from '../../policy/text/json.js';
import { findReferred } from './find-referred.js';
import type { ResourceChange, TerraformPlan } from './read-terraform-plan.js';

/** What the changes of a Terraform plan add up to. */
export interface Draft {
  readonly organization: Organization;
  readonly index: OrganizationIndex;
  readonly plan: TerraformPlan;
  readonly policies: Map<string, OrganizationPolicy>;
  /** IDs of policies that the plan destroys. */
  readonly gone: Set<string>;
  readonly detached: Link[];
  readonly attached: Link[];
  /** The policy types that are enabled after the plan. */
  readonly types: Set<string>;
  /** The policy types of which only the plan's result shows what is in force. */
  readonly openTypes: Set<string>;
  /** IDs of policies that are attached to every target. */
  readonly everywhere: string[];
  /** The root, OUs and accounts after the plan, by ID. */
  readonly nodes: Map<string, DraftNode>;
  readonly missing: MissingPart[];
  /** By their messages. */
  readonly findings: Map<string, Finding>;
}

/** The root, an OU or an account. */
export interface DraftNode {
  /** As the organization file has it, or new. */
  readonly base: OrganizationalUnit | Account;
  readonly isUnit: boolean;
  /** The ID of the parent; empty for the root. */
  parent: string;
}

/** An attachment, by the IDs of its policy and its target. */
export interface Link {
  readonly policy: string;
  readonly target: string;
}

/** Types of resources of the providers `aws` and `awscc`. */
export const resourceTypes = {
  policy: ['aws_organizations_policy', 'awscc_organizations_policy'],
  attachment: ['aws_organizations_policy_attachment'],
  unit: ['aws_organizations_organizational_unit', 'awscc_organizations_organizational_unit'],
  account: ['aws_organizations_account', 'awscc_organizations_account'],
  organization: ['aws_organizations_organization', 'awscc_organizations_organization'],
} as const;

/** The changes of resources of some types. */
export function changesOf(plan: TerraformPlan, part: keyof typeof resourceTypes): readonly ResourceChange[] {
  const types: readonly string[] = resourceTypes[part];
  return plan.changes.filter(({ type }) => types.includes(type));
}

/** The ID that AWS gives a policy, an OU or an account; `awscc` has it beside the ID of Cloud Control. Empty: unknown. */
export function idOf(values: JsonObject | undefined): string {
  const own = ['policy_id', 'organizational_unit_id', 'account_id'].map((key) => stringOf(values?.[key]));
  return own.find((id) => id !== '') ?? stringOf(values?.['id']);
}

/** The ID that a resource has after the plan: its address where the plan creates it and AWS gives the ID. */
export function idAfter({ actions, address, before, after }: ResourceChange): string {
  return actions.includes('create') ? idOf(after) || address : idOf(before);
}

/** True if an attribute, or a part of it, is known only after apply. */
export function isUnknown({ unknown }: ResourceChange, key: string): boolean {
  return JSON.stringify(unknown?.[key] ?? false).includes('true');
}

/** True if the plan destroys the object in AWS. */
export function destroys({ actions, before }: ResourceChange): boolean {
  return actions.includes('delete') && before?.['skip_destroy'] !== true;
}

/** Where an OU or account is: `parent_id`, or the only item of `parent_ids` in `awscc`. Empty: not stated. */
export function parentOf(values: JsonObject | undefined): string {
  return stringOf(values?.['parent_id']) || stringOf(itemsOf(values?.['parent_ids'])[0]);
}

/** The type of a policy; the provider's default is a service control policy. */
export function policyTypeIn(values: JsonObject | undefined): string {
  return stringOf(values?.['type']) || 'SERVICE_CONTROL_POLICY';
}

/** True if the policies of a type affect chat. */
export function isGoverned(type: string): boolean {
  return policyTypes.some((each) => each === type);
}

/** A new OU or account, to which AWS attaches `FullAWSAccess`. */
export function newTarget(draft: Draft, id: string, name: string): AttachmentTarget {
  return { id, name, policies: draft.types.has('SERVICE_CONTROL_POLICY') ? [fullAccess(draft)] : [] };
}

/**
 * The ID of `FullAWSAccess`, which is in every organization.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export function fullAccess({ policies }: Draft): string {
  const id = 'p-FullAWSAccess';
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  const content = { Version: '2012-10-17', Statement: [statement] };
  const type = 'SERVICE_CONTROL_POLICY';
  if (!policies.has(id)) policies.set(id, { id, name: 'FullAWSAccess', type, awsManaged: true, content });
  return id;
}

/** The ID of the OU, the account or the root that an argument refers to; undefined where it is not known. */
export function targetReferred(draft: Draft, change: ResourceChange, argument: string): string | undefined {
  const { unit, account, organization } = resourceTypes;
  const found = findReferred(draft.plan, change, argument, [...unit, ...account, ...organization]);
  if (found === undefined) return undefined;
  const types: readonly string[] = organization;
  const id = types.includes(found.type) ? draft.organization.root.id : idAfter(found);
  return draft.nodes.has(id) ? id : undefined;
}

/**
 * Attaches a policy whose content is unknown to targets: every answer below that no other policy settles is unknown.
 * Its ID is `id`; default: the address of the resource. It has the name and type of `policy`; default: any type.
 */
export function attachUnknown(
  draft: Draft,
  { address, isDeferred }: Pick<ResourceChange, 'address' | 'isDeferred'>,
  targets: readonly string[],
  facts: ProblemFacts<'unknown-until-apply'> | Finding,
  { id = address, policy }: { readonly id?: string; readonly policy?: OrganizationPolicy | undefined } = {},
): void {
  const { policies, attached, missing, findings } = draft;
  const deferred = { rule: 'deferred', resource: address } as const;
  const found =
    'message' in facts
      ? facts
      : finding('unknown-until-apply', 'warning', { path: [] }, isDeferred ? deferred : facts);
  if (policy !== undefined) policies.set(id, { ...policy, id, content: {} });
  for (const target of targets) attached.push({ policy: id, target });
  missing.push({ what: 'policy', id, reason: found.message });
  findings.set(found.message, found);
}

/** The content of a policy becomes unknown, wherever it is attached. */
export function hideContent(
  draft: Draft,
  change: ResourceChange,
  policy: OrganizationPolicy,
  rule: 'document' | 'stack',
): void {
  attachUnknown(draft, change, [], { rule, resource: change.address }, { id: policy.id, policy });
}

/** Warns that the plan and the organization file differ; returns the warning. */
export function warnOfAnother(
  { findings }: Draft,
  facts: ProblemFacts<'plan-of-another-organization'>,
): Finding {
  const found = finding('plan-of-another-organization', 'warning', { path: [] }, facts);
  findings.set(found.message, found);
  return found;
}
