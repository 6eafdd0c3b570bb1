import { attachedPolicies, type OrganizationPolicy } from '../organization/organization.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { nameKey } from './ownership.js';
import type { PolicyType } from './plan.js';

/** The policies of an organization that a plan leaves as they are; none where the organization is not known. */
export interface UnplannedPolicies {
  readonly all: readonly OrganizationPolicy[];
  /** Those attached to a place, in attachment order. */
  readonly at: (place: ResolvedTarget, type: PolicyType) => readonly OrganizationPolicy[];
  /** True if one of them has this name, wherever it is attached. */
  readonly has: (type: PolicyType, name: string) => boolean;
}

/** The policies that a plan neither takes over nor removes. */
export function unplannedPolicies(
  drafts: readonly Draft[],
  removed: readonly OrganizationPolicy[],
  index: OrganizationIndex | undefined,
): UnplannedPolicies {
  if (index === undefined) return { all: [], at: () => [], has: () => false };
  const { organization } = index;
  const ours = new Set([...drafts.map(({ current }) => current?.id), ...removed.map(({ id }) => id)]);
  const all = [...organization.policies.values()].filter(({ id }) => !ours.has(id));
  const names = new Set(all.map(nameKey));
  return {
    all,
    at: ({ node }, type) =>
      node === undefined ? [] : attachedPolicies(organization, node, type).filter(({ id }) => !ours.has(id)),
    has: (type, name) => names.has(nameKey({ type, name })),
  };
}
