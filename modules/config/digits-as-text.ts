import { isJsonObject, type JsonValue } from '../policy/json.js';
import type { Path } from '../policy/problem.js';
import type { SyntaxNode } from '../policy/syntax-tree.js';
import { nodeAt } from './place.js';
import type { Shortcoming } from './shortcomings.js';

/**
 * The value with every number in it that should have been a text, such as an account without quotes, as the text
 * that was written, leading zeros included: so that the rest of its list can be checked further.
 */
export function digitsAsText(
  value: JsonValue,
  shortcomings: readonly Shortcoming[],
  tree: SyntaxNode,
  at: Path,
): JsonValue {
  return shortcomings.reduce<JsonValue>((changed, shortcoming) => {
    if (shortcoming.kind !== 'mismatch' || !shortcoming.shapes.includes('text')) return changed;
    const node = nodeAt(tree, [...at, ...shortcoming.path]);
    const isDigits = node?.kind === 'number' && /^\d+$/.test(node.text);
    return isDigits ? replaced(changed, shortcoming.path, node.text) : changed;
  }, value);
}

function replaced(value: JsonValue, path: Path, text: string): JsonValue {
  const [part, ...below] = path;
  if (part === undefined) return text;
  if (Array.isArray(value)) return value.with(Number(part), replaced(value[Number(part)], below, text));
  if (!isJsonObject(value)) return value;
  return { ...value, [part]: replaced(value[part] ?? null, below, text) };
}
