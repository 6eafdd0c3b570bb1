import type { ChatPolicyIntent } from '../intent.js';
import { type Finding, quoted } from '../problem.js';
import { suggest } from '../suggest.js';
import type { Atlas } from './atlas.js';
import { checkOrderBeside } from './check-order-beside.js';
import type { Draft } from './draft.js';

/** Who is attached after whom, by name without the prefix. */
export interface AttachmentOrder {
  /**
   * The policies of the plan that are attached before this one, directly or through others, sorted: the others need
   * not have the same targets. Invariant: acyclic.
   */
  readonly before: (name: string) => readonly string[];
  /** Whether one of the two is attached before the other, directly or through others. */
  readonly isSettled: (one: string, other: string) => boolean;
}

/** The order that the configuration accepts. Names that mean nothing, and circles, are reported and left out. */
export function orderAttachments(
  drafts: readonly Draft<ChatPolicyIntent>[],
  atlas: Atlas | undefined,
  findings: Finding[],
): AttachmentOrder {
  const names = new Set(drafts.map(({ intent }) => intent.name));
  const edges = new Map<string, Set<string>>();
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return [...(edges.get(from) ?? [])].some((next) => reaches(next, to, seen));
  };
  for (const draft of drafts) {
    const { name, after, path } = draft.intent;
    for (const [index, other] of after.entries()) {
      const place = [...path, 'after', index];
      const beside =
        other === name || !names.has(other)
          ? checkOrderBeside(other, draft, drafts, atlas, place)
          : undefined;
      if (beside !== undefined) findings.push(...beside);
      else if (!names.has(other)) findings.push(unknown(other, place, names, atlas));
      else if (reaches(other, name)) findings.push(circle(name, other, place));
      else edges.set(name, (edges.get(name) ?? new Set()).add(other));
    }
  }
  return {
    before: (name) => [...names].filter((other) => other !== name && reaches(name, other)).sort(),
    isSettled: (one, other) => reaches(one, other) || reaches(other, one),
  };
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
