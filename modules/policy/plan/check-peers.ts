import type { ChatPolicyIntent } from '../intent.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import { assignedSettings } from './assigned-settings.js';
import type { Draft } from './draft.js';
import type { AttachmentOrder } from './order-attachments.js';
import { knownOrder, sharedSettings } from './order-attachments.js';
import { mayBeOneUnit, neighbourhoods } from './overlapping-policies.js';
import { renderTarget } from './plan.js';
import type { UnplannedPolicies } from './unplanned-policies.js';

/**
 * Chat policies on one target that assign the same setting. The first one attached takes precedence, and Terraform
 * attaches in any order, so `attachAfter` must define their order.
 */
export function checkPeers(
  drafts: readonly Draft<ChatPolicyIntent>[],
  order: AttachmentOrder,
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
): Finding[] {
  const settings = new Map(drafts.map((draft) => [draft, assignedSettings(draft.content)]));
  const findings: Finding[] = [];
  for (const { draft, neighbours } of neighbourhoods(drafts, index)) {
    const ours = settings.get(draft) ?? new Set();
    const settled = order.settledWith(draft.intent.name);
    for (const { draft: peer, place } of neighbours) {
      if (settled.has(peer.intent.name)) continue;
      const shared = [...(settings.get(peer) ?? [])].filter((setting) => ours.has(setting));
      if (shared.length === 0) continue;
      if (place === undefined) findings.push(...possiblePeers(draft, peer, shared));
      else {
        const [policy, other] = [draft.intent.name, peer.intent.name];
        const facts = { policy, other, settings: shared, target: renderTarget(place.target) };
        findings.push(finding('peers-assign-same-value', 'error', place, { rule: 'plan', ...facts }));
      }
    }
    findings.push(...checkUnplannedPolicies(draft, ours, unplanned, index));
  }
  return findings;
}

function checkUnplannedPolicies(
  draft: Draft<ChatPolicyIntent>,
  ours: ReadonlySet<string>,
  unplanned: UnplannedPolicies,
  index: OrganizationIndex | undefined,
): Finding[] {
  if (index === undefined) return [];
  const told = new Set<string>();
  return draft.places.flatMap((place) =>
    unplanned.at(place, draft.type).flatMap((policy): Finding[] => {
      const { id, name } = policy;
      if (told.has(id) || draft.intent.attachAfter.includes(name)) return [];
      told.add(id);
      const shared = sharedSettings(ours, policy);
      if (shared.length === 0) return [];
      const target = renderTarget(place.target);
      const facts = { policy: draft.intent.name, other: name, settings: shared, target };
      const rule = knownOrder(place, draft, policy) === 'ours' ? 'attached-first' : 'attached-already';
      return [finding('peers-assign-same-value', 'error', place, { rule, ...facts })];
    }),
  );
}

/** Without an organization file a path and an ID may be the same organizational unit. */
function possiblePeers(draft: Draft, peer: Draft, settings: readonly string[]): Finding[] {
  const [policy, other] = [draft.intent.name, peer.intent.name];
  for (const place of draft.places) {
    const twin = peer.places.find(({ target }) => mayBeOneUnit(place.target, target));
    if (twin === undefined) continue;
    const [target, otherTarget] = [renderTarget(place.target), renderTarget(twin.target)];
    const facts = { policy, other, settings, target, otherTarget };
    return [finding('peers-assign-same-value', 'warning', place, { rule: 'maybe-one-target', ...facts })];
  }
  return [];
}
