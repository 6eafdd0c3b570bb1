import type { Finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { alternatives, quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { describeNode, type Member, type ObjectNode, type SyntaxNode } from '../text/syntax-tree.js';

/** A member by its name as AWS spells it; of duplicates the last, as `JSON.parse` has it. */
export function memberOf(node: ObjectNode, key: string): Member | undefined {
  return node.members.findLast((member) => member.key === key);
}

/** Something else stands where AWS expects `expected`. */
export function wrongType(node: SyntaxNode, path: Path, expected: string): Finding {
  const message = `found ${describeNode(node, quoted)}; AWS expects ${expected}`;
  return { kind: 'wrong-type', severity: 'error', path, offset: node.offset, message };
}

/** A key that is no element of the language here. AWS minds the case of elements. */
export function unknownElement(member: Member, path: Path, known: readonly string[]): Finding {
  const near = suggest(member.key, known);
  return {
    kind: 'unknown-key',
    severity: 'error',
    path: [...path, member.key],
    offset: member.offset,
    message: `unknown element ${quoted(member.key)}; AWS knows ${alternatives(known)} here`,
    help: near === undefined ? 'remove it; a policy takes no comments' : `did you mean \`${near}\`?`,
  };
}

/** Every key that stands twice in its object, wherever in the tree. */
export function duplicateKeys(node: SyntaxNode, path: Path): Finding[] {
  if (node.kind === 'array')
    return node.items.flatMap((item, index) => duplicateKeys(item, [...path, index]));
  if (node.kind !== 'object') return [];
  const seen = new Set<string>();
  return node.members.flatMap(({ key, offset, value }) => {
    const here = [...path, key];
    const below = duplicateKeys(value, here);
    if (!seen.has(key)) {
      seen.add(key);
      return below;
    }
    const message = `the key ${quoted(key)} stands here already`;
    return [
      { kind: 'duplicate-key', severity: 'error', path: here, offset, message, help: 'join the two' },
      ...below,
    ];
  });
}
