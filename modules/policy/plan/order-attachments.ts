import type { ChatPolicyIntent } from '../intent.js';
import type { OrganizationPolicy } from '../organization/organization.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { assignedSettings } from './assigned-settings.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { renderTarget } from './plan.js';
import type { UnplannedPolicies } from './unplanned-policies.js';

/** Who is attached after whom, by name without the prefix. */
export interface AttachmentOrder {
  /**
   * The policies of the plan that are attached before this one, directly or through others, sorted: the others need
   * not have the same targets. Invariant: acyclic.
   */
  readonly before: (name: string) => readonly string[];
  /** The policies that are attached before or after this one, directly or through others; itself included. */
  readonly settledWith: (name: string) => ReadonlySet<string>;
}

/** The order that the configuration accepts. Names that mean nothing, and circles, are reported and left out. */
export function orderAttachments(
  drafts: readonly Draft<ChatPolicyIntent>[],
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
  findings: Finding[],
): AttachmentOrder {
  const names = new Set(drafts.map(({ intent }) => intent.name));
  const before: Edges = new Map();
  const after: Edges = new Map();
  for (const draft of drafts) {
    const { name, attachAfter: others, path } = draft.intent;
    for (const [index, other] of others.entries()) {
      const place = [...path, 'attachAfter', index];
      const beside =
        other === name || !names.has(other)
          ? checkOrderBeside(other, draft, bystanders, atlas, place)
          : undefined;
      if (beside !== undefined) findings.push(...beside);
      else if (!names.has(other)) findings.push(unknown(other, place, names, atlas));
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
  other: string,
  path: Finding['path'],
  names: ReadonlySet<string>,
  atlas: OrganizationIndex | undefined,
): Finding {
  const near = suggest(other, names);
  const where = atlas === undefined ? 'in this configuration' : 'in this configuration or the organization';
  const message = `no chat policy ${quoted(other)} ${where}`;
  const help =
    near !== undefined
      ? `did you mean ${quoted(near)}?`
      : atlas === undefined
        ? 'a policy from elsewhere can be named where an `organization` file is given'
        : 'name a chat policy that assigns the same settings on one of the targets';
  return { kind: 'unknown-attachment-order', severity: 'error', path, message, help };
}

function circle(name: string, other: string, path: Finding['path']): Finding {
  const message =
    name === other
      ? `${quoted(name)} after itself`
      : `${quoted(name)} after ${quoted(other)}, which comes after ${quoted(name)}`;
  return { kind: 'unknown-attachment-order', severity: 'error', path, message, help: 'remove one of them' };
}

/**
 * Holds `attachAfter` with the name of a policy that the plan does not have against the organization: whether that one was
 * attached first wherever both assign something. One that is on none of the targets is no mistake: another wave may
 * reach it. Undefined when the organization has no such policy beside those of the plan.
 */
function checkOrderBeside(
  other: string,
  draft: Draft,
  bystanders: UnplannedPolicies,
  atlas: OrganizationIndex | undefined,
  path: Finding['path'],
): readonly Finding[] | undefined {
  if (atlas === undefined) return undefined;
  const ours = assignedSettings(draft.content);
  const beside = draft.places.flatMap((place) =>
    bystanders
      .at(place, draft.type)
      .filter(({ name }) => name === other)
      .map((policy) => ({ place, policy })),
  );
  if (beside.length === 0 && !bystanders.has(draft.type, other)) return undefined;
  return beside.flatMap(({ place, policy }): readonly Finding[] => {
    if (sharedSettings(ours, policy).length === 0) return [];
    const order = knownOrder(place, draft, policy);
    const where = quoted(renderTarget(place.target));
    const [we, they] = [quoted(draft.intent.name), quoted(other)];
    const at = { kind: 'unknown-attachment-order', path } as const;
    if (order === 'ours') {
      const message = `${we} was attached to ${where} before ${they}, so that ${we} wins there`;
      const help = `detach ${we} there and deploy, which attaches it last; or leave ${they} out of \`attachAfter\``;
      return [{ ...at, severity: 'error', message, help }];
    }
    if (order !== 'unknown') return [];
    const message = `both ${we} and ${they} are attached to ${where}, and the organization file does not know which one first`;
    const help = `detach ${we} there and deploy, which attaches it last`;
    return [{ ...at, severity: 'warning', message, help }];
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
