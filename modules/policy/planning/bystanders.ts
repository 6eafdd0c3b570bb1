import { attachedPolicies, type OrganizationPolicy } from '../organization.js';
import type { PolicyType } from '../plan.js';
import type { Atlas } from './atlas.js';
import type { Draft, Place } from './draft.js';

/**
 * The policies attached to a place that the plan does not name, in attachment order; none where the organization
 * is not known. A plan's policy is the organization's policy of its type and name, wherever that is attached now.
 */
export function bystandersAt(
  place: Place,
  type: PolicyType,
  drafts: readonly Draft[],
  atlas: Atlas | undefined,
): readonly OrganizationPolicy[] {
  if (atlas === undefined || place.node === undefined) return [];
  const planned = new Set(drafts.filter((draft) => draft.type === type).map(({ name }) => name));
  return attachedPolicies(atlas.organization, place.node, type).filter(
    ({ awsManaged, name }) => awsManaged || !planned.has(name),
  );
}
