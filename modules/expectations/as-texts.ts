import type { JsonValue } from '../policy/json.js';
import type { SyntaxNode } from '../policy/syntax-tree.js';

/** The value of a tree, numbers and truth values as the texts that they are written as: accounts are digits. */
export function asTexts(node: SyntaxNode): JsonValue {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, asTexts(value)]));
    case 'array':
      return node.items.map(asTexts);
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    default:
      return node.value;
  }
}
