import type { Organization, OrganizationPolicy } from '../../policy/organization/organization.js';
import { resolveTarget } from '../../policy/organization/target.js';
import type { Finding } from '../../policy/problems/problem.js';
import type { JsonValue } from '../../policy/text/json.js';
import { quoted } from '../../policy/text/quote.js';
import { type AfterPlan, afterPlan, changesOf, noteUnknown, textIn, warn } from './after-plan.js';
import { findReferred } from './find-referred.js';
import type { ResourceChange, TerraformPlan } from './plan-file.js';
import { relink } from './relink.js';
import { accountType, attachmentType, organizationType, policyType, unitType } from './resource-types.js';

/**
 * The organization as it is once a saved plan of Terraform is applied. A policy that is new has its address for an
 * id. What the plan does not tell stands in `missing`, so that answers that hang on it are unknown, and in the
 * findings.
 */
export function applyTerraformPlan(
  organization: Organization,
  plan: TerraformPlan,
): { readonly organization: Organization; readonly findings: readonly Finding[] } {
  const after = afterPlan(organization, plan);
  for (const change of changesOf(plan, policyType)) applyPolicy(after, change);
  for (const change of changesOf(plan, attachmentType)) applyAttachment(after, change);
  noteMoves(after);
  const { policies, missing, findings } = after;
  const enabledPolicyTypes = typesAfter(plan) ?? organization.enabledPolicyTypes;
  const root = relink(organization.root, after);
  return { organization: { ...organization, enabledPolicyTypes, policies, root, missing }, findings };
}

/** Accounts that move to another unit inherit from another place, which is not followed. */
function noteMoves(draft: AfterPlan): void {
  for (const { address, actions, before, after } of changesOf(draft.plan, accountType)) {
    if (actions.includes('update') && before?.['parent_id'] !== after?.['parent_id']) {
      warn(draft, 'unknown-until-apply', `${quoted(address)} moves to another unit, which is not followed`);
    }
  }
}

/** The policy types that the plan leaves enabled, where it manages them. */
function typesAfter(plan: TerraformPlan): readonly string[] | undefined {
  const change = changesOf(plan, organizationType).find(({ actions }) => actions.includes('update'));
  const types = change?.after?.['enabled_policy_types'];
  return Array.isArray(types) ? types.map(String) : undefined;
}

/** An attachment that is made or taken away; replacing one does both. */
function applyAttachment(draft: AfterPlan, change: ResourceChange): void {
  const { organization, detached, attached } = draft;
  const { actions, before } = change;
  if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
    detached.push({ policy: textIn(before, 'policy_id'), target: textIn(before, 'target_id') });
  }
  if (!actions.includes('create')) return;
  const target = targetOf(draft, change);
  if (target === 'nobody') return;
  const policy = textIn(change.after, 'policy_id') || referredId(draft, change, 'policy_id', [policyType]);
  if (target !== undefined && policy !== undefined) {
    attached.push({ policy, target });
    return;
  }
  const what = policy === undefined ? 'policy' : 'target';
  noteUnknown(
    draft,
    { what: 'attachments', id: target ?? organization.root.id },
    `which ${what} ${quoted(change.address)} attaches is known only after the plan is applied`,
  );
}

/** The id of a place, or nobody: a unit or account that is not there yet concerns no account that is. */
function targetOf(draft: AfterPlan, change: ResourceChange): string | undefined {
  const known = textIn(change.after, 'target_id');
  if (known !== '') {
    if (resolveTarget(draft.organization, { kind: 'id', id: known }) !== undefined) return known;
    warn(
      draft,
      'plan-of-another-organization',
      `${quoted(change.address)} attaches to ${quoted(known)}, which the organization file lacks`,
    );
    return 'nobody';
  }
  const place = findReferred(draft.plan, change, 'target_id', [unitType, accountType]);
  return place === undefined ? undefined : textIn(place.before, 'id') || 'nobody';
}

function referredId(
  { plan }: AfterPlan,
  change: ResourceChange,
  argument: string,
  types: readonly string[],
): string | undefined {
  const found = findReferred(plan, change, argument, types);
  if (found === undefined) return undefined;
  return found.actions.includes('create') ? found.address : textIn(found.before, 'id') || undefined;
}

/** A policy that is created, changed or destroyed; one that is new has its address for an id. */
function applyPolicy(draft: AfterPlan, { actions, address, before, after }: ResourceChange): void {
  const { organization, policies, gone } = draft;
  const id = textIn(before, 'id');
  if (id !== '' && !organization.policies.has(id)) {
    warn(
      draft,
      'plan-of-another-organization',
      `${quoted(address)} is ${quoted(id)}, which the organization file lacks`,
    );
  }
  if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
    policies.delete(id);
    gone.add(id);
  }
  if (!actions.includes('create') && !actions.includes('update')) return;
  const key = actions.includes('create') ? address : id;
  const policy = policyOf(key, after);
  policies.set(key, policy ?? { ...shell(key, after), content: {} });
  if (policy === undefined) {
    noteUnknown(
      draft,
      { what: 'policy', id: key },
      `the document of ${quoted(address)} is known only after the plan is applied`,
    );
  }
}

function shell(id: string, after: ResourceChange['after']): Omit<OrganizationPolicy, 'content'> {
  const type = textIn(after, 'type') || 'SERVICE_CONTROL_POLICY';
  return { id, name: textIn(after, 'name') || id, type, awsManaged: false };
}

/** Undefined where the document is not known yet. */
function policyOf(id: string, after: ResourceChange['after']): OrganizationPolicy | undefined {
  try {
    return { ...shell(id, after), content: JSON.parse(textIn(after, 'content')) as JsonValue };
  } catch {
    return undefined;
  }
}
