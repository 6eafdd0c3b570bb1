import { fieldReader } from '../policy/field-reader.js';
import { isJsonObject } from '../policy/json.js';
import type { Finding } from '../policy/problem.js';
import { under } from '../policy/spot.js';
import type { SyntaxNode } from '../policy/syntax-tree.js';
import { asTexts } from './as-texts.js';
import type { Expectation } from './expectation.js';
import { knownKeys } from './known-keys.js';
import { type ExpectationSurroundings, readExpectation } from './read-expectation.js';

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
