import type { ChatPolicyIntent } from '../intent.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import { assignedSettings } from './assigned-settings.js';
import type { Draft, ResolvedTarget } from './draft.js';
import type { AttachmentOrder } from './order-attachments.js';
import { knownOrder, sharedSettings } from './order-attachments.js';
import { mayBeOneUnit, neighbourhoods } from './overlapping-policies.js';
import { renderTarget } from './plan.js';
import type { UnplannedPolicies } from './unplanned-policies.js';

/**
 * Chat policies on one target that assign one setting. The first one attached wins, and Terraform attaches in any
 * order, so their order must have been accepted by name.
 */
export function checkPeers(
  drafts: readonly Draft<ChatPolicyIntent>[],
  order: AttachmentOrder,
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
): Finding[] {
  const settings = new Map(drafts.map((draft) => [draft, assignedSettings(draft.content)]));
  const findings: Finding[] = [];
  for (const { draft, neighbours } of neighbourhoods(drafts, atlas)) {
    const ours = settings.get(draft) ?? new Set();
    const settled = order.settledWith(draft.intent.name);
    for (const { draft: peer, place } of neighbours) {
      if (settled.has(peer.intent.name)) continue;
      const shared = [...(settings.get(peer) ?? [])].filter((setting) => ours.has(setting));
      if (shared.length === 0) continue;
      if (place !== undefined) findings.push(peerFinding(draft, peer.intent.name, place, shared));
      else findings.push(...possiblePeers(draft, peer, shared));
    }
    findings.push(...checkUnplannedPolicies(draft, ours, bystanders, atlas));
  }
  return findings;
}

function checkUnplannedPolicies(
  draft: Draft<ChatPolicyIntent>,
  ours: ReadonlySet<string>,
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
): Finding[] {
  if (atlas === undefined) return [];
  const told = new Set<string>();
  return draft.places.flatMap((place) =>
    bystanders.at(place, draft.type).flatMap((policy): Finding[] => {
      const { id, name } = policy;
      if (told.has(id) || draft.intent.attachAfter.includes(name)) return [];
      told.add(id);
      const shared = sharedSettings(ours, policy);
      if (shared.length === 0) return [];
      const oursIsFirst = knownOrder(place, draft, policy) === 'ours';
      return [
        oursIsFirst
          ? precedenceFinding(draft, name, place, shared)
          : unplannedPolicyFinding(name, place, shared),
      ];
    }),
  );
}

function peerFinding(draft: Draft, peer: string, place: ResolvedTarget, shared: readonly string[]): Finding {
  const { name } = draft.intent;
  return {
    kind: 'peers-assign-same-value',
    severity: 'error',
    path: place.path,
    message: `${quoted(name)} and ${quoted(peer)} both assign ${listed(shared)} on ${quoted(renderTarget(place.target))}, where the first one attached wins`,
    help: `accept an order: \`attachAfter: ${peer}\` in ${quoted(name)} lets ${quoted(peer)} win; or let one of them assign it`,
  };
}

/** Without an organization a path and the id of a unit may mean the same one. */
function possiblePeers(draft: Draft, peer: Draft, shared: readonly string[]): Finding[] {
  for (const place of draft.places) {
    const twin = peer.places.find(({ target }) => mayBeOneUnit(place.target, target));
    if (twin === undefined) continue;
    const [name, other] = [draft.intent.name, peer.intent.name].map(quoted);
    const [here, there] = [place, twin].map(({ target }) => quoted(renderTarget(target)));
    return [
      {
        kind: 'peers-assign-same-value',
        severity: 'warning',
        path: place.path,
        message: `${name} and ${other} both assign ${listed(shared)}, on ${here} and on ${there}: if these are one unit, the first one attached wins`,
        help: 'name units in one way, or name an `organization` file, which tells whether they are one',
      },
    ];
  }
  return [];
}

function unplannedPolicyFinding(other: string, place: ResolvedTarget, shared: readonly string[]): Finding {
  return {
    kind: 'peers-assign-same-value',
    severity: 'error',
    path: place.path,
    message: `${quoted(other)}, which is attached to ${quoted(renderTarget(place.target))} already, assigns ${listed(shared)} too, and the first one attached wins`,
    help: `accept that it wins with \`attachAfter: ${other}\`, or detach it`,
  };
}

/** What is attached first today stays so only as long as nobody attaches it anew. */
function precedenceFinding(
  draft: Draft,
  other: string,
  place: ResolvedTarget,
  shared: readonly string[],
): Finding {
  const we = quoted(draft.intent.name);
  return {
    kind: 'peers-assign-same-value',
    severity: 'error',
    path: place.path,
    message: `${quoted(other)} assigns ${listed(shared)} on ${quoted(renderTarget(place.target))} too; ${we} was attached first and wins, but only until it is attached anew`,
    help: `detach ${quoted(other)}, or let one of the two assign it`,
  };
}

function listed(settings: readonly string[]): string {
  const shown = settings.slice(0, 3).map(quoted).join(', ');
  return settings.length > 3 ? `${shown} and ${settings.length - 3} more` : shown;
}
