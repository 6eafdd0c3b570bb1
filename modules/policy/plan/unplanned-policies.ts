import { attachedPolicies, type OrganizationPolicy } from '../organization/organization.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Draft, ResolvedTarget } from './draft.js';
import type { PolicyType } from './plan.js';

/**
 * The policies of an organization that the plan does not name; none where the organization is not known. A plan's
 * policy is the organization's policy of its type and name, wherever that is attached now.
 */
export interface UnplannedPolicies {
  /** Those attached to a place, in attachment order. */
  readonly at: (place: ResolvedTarget, type: PolicyType) => readonly OrganizationPolicy[];
  /** Whether one has this name, wherever it is attached. */
  readonly has: (type: PolicyType, name: string) => boolean;
}

/** The bystanders of a plan. */
export function unplannedPolicies(
  drafts: readonly Draft[],
  atlas: OrganizationIndex | undefined,
): UnplannedPolicies {
  if (atlas === undefined) return { at: () => [], has: () => false };
  const planned = namesByType(drafts);
  const known = namesByType(atlas.organization.policies.values());
  return {
    at: ({ node }, type) => {
      if (node === undefined) return [];
      return attachedPolicies(atlas.organization, node, type).filter(
        ({ awsManaged, name }) => awsManaged || planned.get(type)?.has(name) !== true,
      );
    },
    has: (type, name) => known.get(type)?.has(name) === true && planned.get(type)?.has(name) !== true,
  };
}

function namesByType(
  policies: Iterable<{ readonly type: string; readonly name: string }>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const { type, name } of policies) {
    const known = names.get(type);
    if (known === undefined) names.set(type, new Set([name]));
    else known.add(name);
  }
  return names;
}
