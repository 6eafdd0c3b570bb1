import type { JsonValue } from '../policy/json.js';
import type { Organization } from '../policy/organization.js';
import { chatDocumentsByLevel } from './effective.js';
import type { Part } from './merge-level.js';
import type { Level } from './merge-setting.js';

/** What is in force where chat policies are attached, at a path of lower-case keys of the document. */
export interface InForce {
  /** At each target of a policy, what it, its peers and the policies above make; empty where it is not attached. */
  readonly at: (policy: string, path: readonly string[]) => readonly (JsonValue | undefined)[];
  /** The same at its targets and at every target of any chat policy below them. */
  readonly from: (policy: string, path: readonly string[]) => readonly (JsonValue | undefined)[];
}

/** Merges an organization once, to answer for all of its chat policies. */
export function inForceIn(organization: Organization): InForce {
  const at = new Map<string, Part[]>();
  const from = new Map<string, Part[]>();
  for (const { level, document } of chatDocumentsByLevel(organization)) {
    for (const policy of new Set(level.policies)) add(at, policy, document);
    for (const policy of policiesTo(level)) add(from, policy, document);
  }
  const values = (documents: ReadonlyMap<string, Part[]>): InForce['at'] => {
    return (policy, path) => (documents.get(policy) ?? []).map((document) => valueAt(document, path));
  };
  return { at: values(at), from: values(from) };
}

/** The policies of a level and of those above it. */
function policiesTo(level: Level): ReadonlySet<string> {
  const policies = new Set<string>();
  for (let at: Level | undefined = level; at !== undefined; at = at.above) {
    for (const policy of at.policies) policies.add(policy);
  }
  return policies;
}

function add(documents: Map<string, Part[]>, policy: string, document: Part): void {
  const known = documents.get(policy);
  if (known === undefined) documents.set(policy, [document]);
  else known.push(document);
}

function valueAt(document: Part, path: readonly string[]): JsonValue | undefined {
  let part: Part | undefined = document;
  for (const key of path) part = part?.below.find(({ place }) => place.key === key);
  return part?.value;
}
