import { attachedPolicies, type OrganizationPolicy } from '../../policy/organization/organization.js';
import type { OrganizationIndex } from '../../policy/organization/organization-index.js';
import { assignedSettings } from '../../policy/plan/assigned-settings.js';

/**
 * For every chat policy, by its id, the names of those that were attached before it and assign a setting that it
 * assigns too, so that they win. Only what is known and the same on every target: what is left out, the plan asks for.
 */
export function attachmentOrder(atlas: OrganizationIndex): ReadonlyMap<string, readonly string[]> {
  const pairs = new Map<string, Pair>();
  for (const { node } of atlas.spots.values()) {
    if (node.policies.length < 2) continue;
    const peers = attachedPolicies(atlas.organization, node, 'CHATBOT_POLICY');
    for (const [index, second] of peers.entries()) {
      for (const first of peers.slice(0, index)) {
        if (!compete(first, second)) continue;
        const known = node.attachmentOrderKnown !== false && (pairs.get(keyOf(first, second))?.known ?? true);
        pairs.set(keyOf(first, second), { first, second, known });
      }
    }
  }
  const settled = [...pairs.values()].filter(
    ({ first, second, known }) => known && !pairs.has(keyOf(second, first)),
  );
  return acyclic(settled);
}

interface Pair {
  readonly first: OrganizationPolicy;
  readonly second: OrganizationPolicy;
  readonly known: boolean;
}

function keyOf(first: OrganizationPolicy, second: OrganizationPolicy): string {
  return `${first.id} ${second.id}`;
}

function compete(one: OrganizationPolicy, other: OrganizationPolicy): boolean {
  const settings = assignedSettings(one.content);
  return [...assignedSettings(other.content)].some((setting) => settings.has(setting));
}

/** Orders on several targets may make a circle, which one order for all of them cannot say: its last pair is left out. */
function acyclic(pairs: readonly Pair[]): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, OrganizationPolicy[]>();
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (before.get(from) ?? []).some(({ id }) => reaches(id, to, seen));
  };
  for (const { first, second } of pairs) {
    if (reaches(first.id, second.id)) continue;
    before.set(second.id, [...(before.get(second.id) ?? []), first]);
  }
  return new Map([...before].map(([id, policies]) => [id, policies.map(({ name }) => name).sort()]));
}
