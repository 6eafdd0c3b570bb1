import { type Finding, finding } from '../problems/problem.js';
import { foundValue } from '../text/found-value.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import { suggest } from '../text/suggest.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import { valueOperators } from './grammar.js';

const operators: readonly string[] = ['@@all', '@@none', ...valueOperators];

/** Checks the list of operators that child policies can use, which AWS accepts on every object. */
export function checkChildControl(node: SyntaxNode, lazyPath: LazyPath, findings: Finding[]): void {
  const path = pathOf(lazyPath);
  if (node.kind !== 'array') {
    const place = { path, offset: node.offset };
    findings.push(finding('wrong-type', 'error', place, { rule: 'child-control-list', ...foundValue(node) }));
    return;
  }
  const seen = new Set<string>();
  const nones: number[] = [];
  node.items.forEach((item, index) => {
    const place = { path: [...path, index], offset: item.offset };
    if (item.kind !== 'string' || !operators.includes(item.value.toLowerCase())) {
      const nearest = item.kind === 'string' ? nearestOperator(item.value) : undefined;
      const facts = {
        rule: 'operator',
        operators,
        ...foundValue(item),
        ...(nearest && { nearest }),
      } as const;
      findings.push(finding('invalid-child-control', 'error', place, facts));
      return;
    }
    const facts = { rule: 'duplicate', found: item.value } as const;
    if (seen.has(item.value)) findings.push(finding('invalid-child-control', 'error', place, facts));
    seen.add(item.value);
    if (item.value.toLowerCase() === '@@none') nones.push(index);
  });
  const last = nones.at(-1);
  const allNone = nones.length === node.items.length;
  // One spelling of `@@none` several times is reported as duplicates.
  if (last === undefined || node.items.length === 1 || (allNone && seen.size === 1)) return;
  const place = { path: [...path, last], offset: node.items[last]?.offset ?? node.offset };
  const rule = allNone ? 'none-twice' : 'none-beside-others';
  findings.push(finding('invalid-child-control', 'error', place, { rule }));
}

/** The operator that is probably meant; its two signs are easily left out. */
function nearestOperator(word: string): string | undefined {
  return operators.find((operator) => operator === `@@${word.toLowerCase()}`) ?? suggest(word, operators);
}
