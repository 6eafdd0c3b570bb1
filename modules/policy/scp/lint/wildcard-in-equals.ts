import { partsOf } from '../../pattern/policy-text.js';
import { type Finding, finding } from '../../problems/problem.js';
import type { StatementNode } from '../statement-nodes.js';

/** An asterisk that is not a wildcard, because it is under `StringEquals`. */
export function wildcardInEquals({ conditions }: StatementNode): Finding[] {
  return conditions.flatMap(({ operator, values }) => {
    if (!operator.comparison.startsWith('StringEquals')) return [];
    const expected = operator.negated ? 'StringNotLike' : 'StringLike';
    return values
      .filter(({ text }) => hasWildcard(text))
      .map((value) =>
        finding('wildcard-in-equals', 'warning', value, {
          found: value.text,
          operator: operator.name,
          expected,
        }),
      );
  });
}

function hasWildcard(text: string): boolean {
  return partsOf(text).some((part) => part.kind === 'text' && part.text.includes('*'));
}
