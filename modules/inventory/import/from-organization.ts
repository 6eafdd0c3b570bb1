import {
  attachedPolicies,
  type Organization,
  type OrganizationPolicy,
} from '../../policy/organization/organization.js';
import {
  indexOrganization,
  type OrganizationIndex,
  type OrganizationNode,
  spotOf,
} from '../../policy/organization/organization-index.js';
import { parseTarget } from '../../policy/organization/target.js';
import { assignedSettings } from '../../policy/plan/assigned-settings.js';
import { renderTarget } from '../../policy/plan/plan.js';
import type { Problem } from '../../policy/problems/problem.js';
import type { ProblemFacts } from '../../policy/problems/problem-kinds.js';
import {
  type FoundPlace,
  type FoundPolicy,
  type FoundTarget,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
  policyTypeOf,
} from './found-policy.js';

/** The policies of an organization file and where they are attached. */
export function fromOrganization(organization: Organization, file: string): ImportSource {
  const index = indexOrganization(organization);
  const all = [...organization.policies.values()];
  const locate = (id: string): FoundPlace => ({ file, path: ['policies', id] });
  const kept = all.flatMap((policy) => {
    const facts = unmanageableReason(policy);
    return facts === undefined ? [] : [leftAlone(locate(policy.id), facts)];
  });
  const unread = new Set(organization.missing.filter(({ what }) => what === 'policy').map(({ id }) => id));
  const ours = all.filter((policy) => unmanageableReason(policy) === undefined && !unread.has(policy.id));
  const after = attachmentOrder(index);
  const attached = attachmentsIn(index);
  const policies = ours.flatMap((policy): FoundPolicy[] => {
    const type = policyTypeOf(policy.type);
    if (type === undefined) return [];
    const { id, name, description = '', tags = {}, content } = policy;
    const targets = attached.get(id) ?? [];
    const retention = { skipDestroy: false, preventDestroy: false };
    const known = { type, name, description, tags, content, id, place: locate(id) };
    return [{ ...known, targets, ...retention, after: after.get(id) ?? [] }];
  });
  return { policies, problems: [...kept, ...missingParts(organization, file), ...gaps(ours, locate)] };
}

/** Where every policy is attached, by its ID and in the order of the tree. */
function attachmentsIn(index: OrganizationIndex): ReadonlyMap<string, readonly FoundTarget[]> {
  const attached = new Map<string, FoundTarget[]>();
  for (const spot of index.spots.values()) {
    for (const id of spot.node.policies) {
      const target = targetAt(spot, index);
      const targets = attached.get(id);
      if (targets === undefined) attached.set(id, [target]);
      else targets.push(target);
    }
  }
  return attached;
}

/** What could not be read of the organization. Channels are not imported, and missing tags are reported with the policy. */
function missingParts({ missing }: Organization, file: string): Problem[] {
  return missing.flatMap(({ what, id, reason }, position) => {
    const place = { file, path: ['missing', position] };
    if (what === 'channels' || what === 'tags') return [];
    return [notImported(place, { rule: 'unread', part: what, id, reason })];
  });
}

/** Descriptions and tags that the file does not have: Terraform would replace them by empty ones. */
function gaps(policies: readonly OrganizationPolicy[], locate: (id: string) => FoundPlace): Problem[] {
  return (['description', 'tags'] as const).flatMap((key) => {
    const [first, ...others] = policies.filter((policy) => policy[key] === undefined);
    if (first === undefined) return [];
    return [importGap(locate(first.id), { rule: key, policy: first.name, count: others.length + 1 })];
  });
}

/** Why Terraform must not own a policy; undefined where it may. */
function unmanageableReason({
  id,
  name,
  type,
  awsManaged,
}: Pick<OrganizationPolicy, 'id' | 'name' | 'type' | 'awsManaged'>): ProblemFacts<'left-alone'> | undefined {
  if (awsManaged || id === 'p-FullAWSAccess') return { rule: 'aws-managed', policy: name };
  if (policyTypeOf(type) === undefined) return { rule: 'policy-type', policy: name, type };
  if (name.startsWith('aws-guardrails-')) return { rule: 'control-tower', policy: name };
  return undefined;
}

/** A target as a configuration writes it: by its path where that resolves to it, otherwise by its ID. */
export function targetAt(spot: OrganizationNode, index: OrganizationIndex): FoundTarget {
  const { id, name } = spot.node;
  const written = renderTarget(spot.target);
  const read = parseTarget(written);
  const isPlain = 'target' in read && spotOf(index, read.target) === spot;
  if (isPlain && spot.unit !== undefined) return { written, attachedTo: id };
  return { written: isPlain ? written : id, attachedTo: id, ...(name === '' ? {} : { comment: name }) };
}

/**
 * For every chat policy, by its ID, the names of those that were attached before it and assign a setting that it
 * assigns too, and which therefore take precedence. Only what is known and the same on every target: what is left out, the plan asks for.
 */
function attachmentOrder(index: OrganizationIndex): ReadonlyMap<string, readonly string[]> {
  const pairs = new Map<string, Pair>();
  for (const { node } of index.spots.values()) {
    if (node.policies.length < 2) continue;
    const peers = attachedPolicies(index.organization, node, 'CHATBOT_POLICY');
    for (const [position, second] of peers.entries()) {
      for (const first of peers.slice(0, position)) {
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

/** Orders on several targets can be circular, which one order for all of them cannot express: its last pair is left out. */
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
