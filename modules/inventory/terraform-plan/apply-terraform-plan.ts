import type { Organization } from '../../policy/organization.js';
import { type Finding, quoted } from '../../policy/problem.js';
import { type AfterPlan, afterPlan, changesOf, warn } from './after-plan.js';
import { applyAttachment } from './apply-attachment.js';
import { applyPolicy } from './apply-policy.js';
import type { TerraformPlan } from './plan-file.js';
import { relink } from './relink.js';
import { accountType, attachmentType, organizationType, policyType } from './resource-types.js';

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
