import type { OrganizationPolicy } from '../organization.js';
import { assignedSettings } from './assigned-settings.js';
import type { Atlas } from './atlas.js';
import type { Draft, Place } from './draft.js';

/**
 * Whether a policy of the plan or one beside it was attached first, where both are attached to a place already:
 * deploying the plan does not change that. Undefined where the plan's policy is not there yet, and so comes last.
 */
export function knownOrder(
  { node }: Place,
  draft: Draft,
  beside: OrganizationPolicy,
  { organization }: Atlas,
): 'ours' | 'theirs' | 'unknown' | undefined {
  const attached = node?.policies ?? [];
  const ours = attached.findIndex((id) => {
    const policy = organization.policies.get(id);
    return policy?.name === draft.name && policy.type === draft.type && !policy.awsManaged;
  });
  if (ours === -1) return undefined;
  if (node?.attachmentOrderKnown === false) return 'unknown';
  return ours < attached.indexOf(beside.id) ? 'ours' : 'theirs';
}

/** The settings that both assign, of which the first one attached decides. */
export function sharedSettings(ours: ReadonlySet<string>, beside: OrganizationPolicy): readonly string[] {
  return [...assignedSettings(beside.content)].filter((setting) => ours.has(setting));
}
