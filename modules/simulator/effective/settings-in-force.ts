import type { JsonValue } from '../../policy/text/json.js';
import type { ChatLevel } from './effective-policy.js';
import type { Part } from './merge-level.js';
import type { Level } from './merge-setting.js';

/** What is in force where chat policies are attached, at a path of lower-case keys of the document. */
export interface SettingsInForce {
  /** At each target of a policy, what it, its peers and the policies above make; empty where it is not attached. */
  readonly at: (policy: string, path: readonly string[]) => readonly (JsonValue | undefined)[];
  /** The same for each target, with what is in force at every target of any chat policy below it. */
  readonly from: (policy: string, path: readonly string[]) => readonly (readonly (JsonValue | undefined)[])[];
}

/** What is in force for each chat policy of an organization, from its levels, parents first. */
export function settingsInForce(levels: readonly ChatLevel[]): SettingsInForce {
  /** By the policy, then by the target. */
  const from = new Map<string, Map<string, Part[]>>();
  for (const { level, document } of levels) {
    for (let target: Level | undefined = level; target !== undefined; target = target.above) {
      for (const policy of target.policies) add(from, policy, target.id, document);
    }
  }
  const groups = (policy: string): readonly (readonly Part[])[] => [...(from.get(policy)?.values() ?? [])];
  return {
    // Parents come first: what is in force at the target itself.
    at: (policy, path) => groups(policy).map(([document]) => document && valueAt(document, path)),
    from: (policy, path) =>
      groups(policy).map((documents) => documents.map((document) => valueAt(document, path))),
  };
}

function add(from: Map<string, Map<string, Part[]>>, policy: string, target: string, document: Part): void {
  const targets = from.get(policy) ?? new Map<string, Part[]>();
  from.set(policy, targets);
  const known = targets.get(target);
  if (known === undefined) targets.set(target, [document]);
  else if (known.at(-1) !== document) known.push(document);
}

function valueAt(document: Part, path: readonly string[]): JsonValue | undefined {
  let part: Part | undefined = document;
  for (const key of path) part = part?.below.find(({ place }) => place.key === key);
  return part?.value;
}
