import { type Finding, finding } from '../problems/problem.js';
import type { Path } from './path.js';
import type { SyntaxNode } from './syntax-tree.js';

/** An error for every duplicate key of an object, anywhere in the tree. */
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
    const facts = { rule: 'same-key', key } as const;
    return [finding('duplicate-key', 'error', { path: here, offset }, facts), ...below];
  });
}
