import type { Intent } from '../intent.js';
import type { Limits, PolicyTypeLimits } from '../limits.js';
import { awsLimits, policyTypes, typeQuotas } from '../limits.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import type { Draft, ResolvedTarget } from './draft.js';
import type { PolicyType } from './plan.js';
import { renderTarget } from './plan.js';
import type { UnplannedPolicies } from './unplanned-policies.js';

/** More policies of a type on one target, or in the organization, than AWS allows. */
export function checkQuotas(
  drafts: readonly Draft[],
  limits: Limits,
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
): Finding[] {
  return policyTypes.flatMap((type) => {
    const ours = drafts.filter((draft) => draft.type === type);
    const quota = limits[typeQuotas[type]];
    return [
      ...checkTargets(ours, type, quota, unplanned, index),
      ...checkTotal(ours, type, quota, unplanned),
    ];
  });
}

function checkTargets(
  drafts: readonly Draft[],
  type: PolicyType,
  quota: PolicyTypeLimits,
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
): Finding[] {
  const attached = new Map<string, ResolvedTarget[]>();
  for (const place of drafts.flatMap(({ places }) => places)) {
    const here = attached.get(place.key);
    if (here === undefined) attached.set(place.key, [place]);
    else here.push(place);
  }
  return [...attached.values()].flatMap((here): Finding[] => {
    const [first] = here;
    const others = first === undefined ? [] : othersAt(first, type, unplanned, index);
    const excess = here[quota.attachmentsPerTarget - others.length] ?? here[0];
    const count = here.length + others.length;
    const limit = quota.attachmentsPerTarget;
    if (count <= limit || excess === undefined) return [];
    const organization = index !== undefined;
    const facts = { type, count, limit, target: renderTarget(excess.target), others, organization };
    return [finding('too-many-attachments', 'error', excess, { rule: 'plan', ...facts })];
  });
}

/**
 * The names of the policies of a target that the plan does not contain. Without an organization file it is
 * `FullAWSAccess`, which AWS attaches to every new target.
 */
function othersAt(
  place: ResolvedTarget,
  type: PolicyType,
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
): readonly string[] {
  if (index === undefined) return type === 'SERVICE_CONTROL_POLICY' ? ['FullAWSAccess'] : [];
  return unplanned.at(place, type).map(({ name }) => name);
}

/** Thousands of policies beyond what AWS allows in an organization: no other check is then worth its time. */
export function checkPolicyCount({ chatPolicies, guardrails, limits }: Intent): Finding[] {
  return [
    ...tooManyPolicies(chatPolicies.length, 'CHATBOT_POLICY', limits.chatPolicy),
    ...tooManyPolicies(guardrails.length, 'SERVICE_CONTROL_POLICY', limits.serviceControlPolicy),
  ].filter(() => chatPolicies.length + guardrails.length > awsLimits.chatPolicy.policiesPerOrganization);
}

function checkTotal(
  drafts: readonly Draft[],
  type: PolicyType,
  quota: PolicyTypeLimits,
  unplanned: UnplannedPolicies,
): Finding[] {
  const others = unplanned.all.filter((policy) => policy.type === type && !policy.awsManaged);
  return tooManyPolicies(drafts.length + others.length, type, quota);
}

function tooManyPolicies(count: number, type: PolicyType, quota: PolicyTypeLimits): Finding[] {
  const limit = quota.policiesPerOrganization;
  return count <= limit ? [] : [finding('too-many-policies', 'error', { path: [] }, { type, count, limit })];
}
