import { fieldReader } from '../policy/organization/field-reader.js';
import type { Finding } from '../policy/problems/problem.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import { under } from '../policy/text/lazy-path.js';
import type { SyntaxNode } from '../policy/text/syntax-tree.js';
import type { Expectation } from './expectation.js';
import { type ExpectationSurroundings, knownKeys, readExpectation } from './read-expectation.js';

/**
 * Reads a file of expectations. Findings have paths; an error for whatever is no expectation, all in one go.
 * Numbers and truth values count as the texts that they are written as: accounts are digits.
 */
export function readExpectations(
  tree: SyntaxNode,
  surroundings: ExpectationSurroundings,
): { readonly expectations: readonly Expectation[]; readonly findings: readonly Finding[] } {
  const reader = fieldReader();
  const document = reader.object(asTexts(tree), undefined);
  knownKeys(reader, document, undefined, ['expectations']);
  const spot = under(undefined, 'expectations');
  const items = reader.list(document, 'expectations', undefined, true);
  if (Array.isArray(document['expectations']) && items.length === 0) {
    reader.report('invalid-value', spot, 'the list is empty; there is nothing to test');
  }
  const expectations = items.flatMap((item, index) => {
    if (isJsonObject(item)) return [readExpectation(reader, item, index, surroundings)];
    reader.object(item, under(spot, index));
    return [];
  });
  return { expectations, findings: reader.findings };
}

/** The value of a tree, numbers and truth values as the texts that they are written as: accounts are digits. */
function asTexts(node: SyntaxNode): JsonValue {
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
