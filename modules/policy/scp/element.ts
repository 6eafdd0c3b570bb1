import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import type { PolicyPart } from '../problems/service-control-policy-words.js';
import { foundValue } from '../text/found-value.js';
import type { Path } from '../text/path.js';
import { suggest } from '../text/suggest.js';
import type { Member, ObjectNode, SyntaxNode } from '../text/syntax-tree.js';

/** A member by its name as AWS spells it; of duplicates the last, as in `JSON.parse`. */
export function memberOf(node: ObjectNode, key: string): Member | undefined {
  return node.members.findLast((member) => member.key === key);
}

/** The error of a value that is not what AWS expects there. */
export function wrongType(node: SyntaxNode, path: Path, expected: PolicyPart): Finding {
  const facts = { rule: 'policy-part', ...foundValue(node), expected } as const;
  return finding('wrong-type', 'error', { path, offset: node.offset }, facts);
}

/** The error of a key that is not an element of the language here. The case of elements matters. */
export function unknownElement({ key, offset }: Member, path: Path, known: readonly string[]): Finding {
  return finding('unknown-key', 'error', { path: [...path, key], offset }, unknownKey(key, known));
}

/** The facts of an unknown key: the nearest known key, or all known keys where none is near. */
function unknownKey(key: string, known: readonly string[]): ProblemFacts<'unknown-key'> {
  const nearest = suggest(key, known);
  return nearest === undefined ? { key, expected: [...known].sort() } : { key, nearest };
}
