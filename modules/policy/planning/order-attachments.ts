import type { ChatPolicyIntent } from '../intent.js';
import { type Finding, quoted } from '../problem.js';
import { suggest } from '../suggest.js';
import type { Atlas } from './atlas.js';
import type { Bystanders } from './bystanders.js';
import { checkOrderBeside } from './check-order-beside.js';
import type { Draft } from './draft.js';

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
  bystanders: Bystanders,
  atlas: Atlas | undefined,
  findings: Finding[],
): AttachmentOrder {
  const names = new Set(drafts.map(({ intent }) => intent.name));
  const before: Edges = new Map();
  const after: Edges = new Map();
  for (const draft of drafts) {
    const { name, after: others, path } = draft.intent;
    for (const [index, other] of others.entries()) {
      const place = [...path, 'after', index];
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
  atlas: Atlas | undefined,
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
