import type { ChatPolicyIntent } from '../intent.js';
import type { OrganizationPolicy } from '../organization/organization.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import { suggest } from '../text/suggest.js';
import { assignedSettings } from './assigned-settings.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { renderTarget } from './plan.js';
import type { UnplannedPolicies } from './unplanned-policies.js';

/** The order in which policies are attached, by name without the prefix. */
export interface AttachmentOrder {
  /**
   * The policies of the plan that are attached before this one, directly or through others, sorted: the others need
   * not have the same targets. Invariant: acyclic.
   */
  readonly before: (name: string) => readonly string[];
  /** The policies that are attached before or after this one, directly or through others; itself included. */
  readonly settledWith: (name: string) => ReadonlySet<string>;
}

/** The order that `attachAfter` defines. Unknown names and circles are reported and left out. */
export function orderAttachments(
  drafts: readonly Draft<ChatPolicyIntent>[],
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
  findings: Finding[],
): AttachmentOrder {
  const names = new Set(drafts.map(({ intent }) => intent.name));
  const before: Edges = new Map();
  const after: Edges = new Map();
  for (const draft of drafts) {
    const { name, attachAfter: others, path } = draft.intent;
    for (const [position, other] of others.entries()) {
      const place = [...path, 'attachAfter', position];
      const beside =
        other === name || !names.has(other)
          ? checkOrderBeside(other, draft, unplanned, index, place)
          : undefined;
      if (beside !== undefined) findings.push(...beside);
      else if (!names.has(other)) findings.push(unknown(other, place, names, index));
      else if (other === name || (after.has(name) && reachable(other, before).has(name)))
        findings.push(circle(name, other, place));
      else {
        join(before, name, other);
        join(after, other, name);
      }
    }
  }
  return {
    before: (name) => [...reachable(name, before)].filter((other) => other !== name).sort(),
    settledWith: (name) => new Set([...reachable(name, before), ...reachable(name, after)]),
  };
}

type Edges = Map<string, Set<string>>;

function join(edges: Edges, from: string, to: string): void {
  const known = edges.get(from);
  if (known === undefined) edges.set(from, new Set([to]));
  else known.add(to);
}

/** Everything that edges lead to from a name, itself included. A set that grows is walked to its new end. */
function reachable(name: string, edges: Edges): ReadonlySet<string> {
  const reached = new Set([name]);
  for (const from of reached) for (const to of edges.get(from) ?? []) reached.add(to);
  return reached;
}

function unknown(
  policy: string,
  path: Finding['path'],
  names: ReadonlySet<string>,
  index: OrganizationIndex | undefined,
): Finding {
  const nearest = suggest(policy, names);
  const facts = { policy, organization: index !== undefined, ...(nearest && { nearest }) };
  return finding('unknown-attachment-order', 'error', { path }, { rule: 'unknown-policy', ...facts });
}

function circle(policy: string, other: string, path: Finding['path']): Finding {
  const facts =
    policy === other ? ({ rule: 'itself', policy } as const) : ({ rule: 'circle', policy, other } as const);
  return finding('unknown-attachment-order', 'error', { path }, facts);
}

/**
 * Checks `attachAfter` with a policy that the plan does not contain: it must have been attached first wherever both
 * assign a setting. A policy on none of the targets is not a mistake, because another wave may have it. Undefined if the
 * organization has no such policy.
 */
function checkOrderBeside(
  other: string,
  draft: Draft,
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
  path: Finding['path'],
): readonly Finding[] | undefined {
  if (index === undefined) return undefined;
  const ours = assignedSettings(draft.content);
  const beside = draft.places.flatMap((place) =>
    unplanned
      .at(place, draft.type)
      .filter(({ name }) => name === other)
      .map((policy) => ({ place, policy })),
  );
  if (beside.length === 0 && !unplanned.has(draft.type, other)) return undefined;
  return beside.flatMap(({ place, policy }): readonly Finding[] => {
    if (sharedSettings(ours, policy).length === 0) return [];
    const order = knownOrder(place, draft, policy);
    const facts = { policy: draft.intent.name, other, target: renderTarget(place.target) };
    if (order === 'ours') {
      return [finding('unknown-attachment-order', 'error', { path }, { rule: 'attached-earlier', ...facts })];
    }
    if (order !== 'unknown') return [];
    return [finding('unknown-attachment-order', 'warning', { path }, { rule: 'order-not-known', ...facts })];
  });
}

/**
 * Whether a policy of the plan or one beside it was attached first, where both are attached to a place already:
 * deploying the plan does not change that. Undefined where the plan's policy is not there yet, and so comes last.
 */
export function knownOrder(
  { node }: ResolvedTarget,
  { current }: Draft,
  beside: OrganizationPolicy,
): 'ours' | 'theirs' | 'unknown' | undefined {
  const attached = node?.policies ?? [];
  const ours = current === undefined ? -1 : attached.indexOf(current.id);
  if (ours === -1) return undefined;
  if (node?.attachmentOrderKnown === false) return 'unknown';
  return ours < attached.indexOf(beside.id) ? 'ours' : 'theirs';
}

/** The settings that both assign, of which the first one attached decides. */
export function sharedSettings(ours: ReadonlySet<string>, beside: OrganizationPolicy): readonly string[] {
  return [...assignedSettings(beside.content)].filter((setting) => ours.has(setting));
}
