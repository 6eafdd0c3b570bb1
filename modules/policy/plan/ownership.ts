import type { Intent } from '../intent.js';
import type { Organization, OrganizationPolicy } from '../organization/organization.js';
import type { PlannedPolicy, PolicyType } from './plan.js';

/** The key of the tag that every policy created by a deployment carries; its value is the name of the environment. */
export const ownershipTag = 'chat-guardrails:environment';

/** The value of the ownership tag where the configuration file has no environments. */
export const defaultEnvironment = 'default';

/** The tags that a policy of the plan carries: a policy that the plan creates also gets the ownership tag. */
export function deployedTags(
  { tags, existing }: Pick<PlannedPolicy, 'tags'> & { readonly existing?: object | undefined },
  { environment, ownershipTag: isTagged }: Pick<Intent, 'environment' | 'ownershipTag'>,
): Readonly<Record<string, string>> {
  return isTagged && existing === undefined ? { ...tags, [ownershipTag]: environment } : tags;
}

type Named = Pick<PlannedPolicy, 'type' | 'name'> & {
  readonly existing?: { readonly id: string } | undefined;
};

/**
 * Returns a function that finds the policy of an organization that a planned policy takes over: the one that
 * `existing` names, otherwise the one of the same type and name. AWS's own policies are never taken over.
 */
export function takenOverIn({ policies }: Organization) {
  const byName = new Map<string, OrganizationPolicy>();
  for (const policy of policies.values()) {
    const key = nameKey(policy);
    if (!policy.awsManaged && !byName.has(key)) byName.set(key, policy);
  }
  return (planned: Named): OrganizationPolicy | undefined => {
    const adopted = planned.existing && policies.get(planned.existing.id);
    return adopted?.type === planned.type && !adopted.awsManaged ? adopted : byName.get(nameKey(planned));
  };
}

/** A policy of an organization whose type this package governs. */
export type GovernedPolicy = OrganizationPolicy & { readonly type: PolicyType };

/** True if this package governs the type of a policy. */
export function isGoverned(policy: OrganizationPolicy): policy is GovernedPolicy {
  return policy.type === 'CHATBOT_POLICY' || policy.type === 'SERVICE_CONTROL_POLICY';
}

/**
 * The policies that Terraform removes when the plan is applied: they carry the ownership tag of the plan's
 * environment, and the configuration no longer has them. Without policies of other types; empty where the plan has no
 * environment.
 */
export function removedPolicies(
  {
    policies,
    environment,
  }: { readonly policies: readonly Named[]; readonly environment?: string | undefined },
  organization: Organization,
): readonly GovernedPolicy[] {
  if (environment === undefined) return [];
  const takenOver = takenOverIn(organization);
  const kept = new Set(policies.map((policy) => takenOver(policy)?.id));
  return [...organization.policies.values()]
    .filter(isGoverned)
    .filter(
      ({ id, tags, awsManaged }) => !awsManaged && tags?.[ownershipTag] === environment && !kept.has(id),
    );
}

/** A type and name as one key: AWS refuses a second policy of the same type and name. */
export function nameKey({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type} ${name}`;
}
