import type { Finding } from '../problems/problem.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import { alternatives, quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { describeNode, type SyntaxNode } from '../text/syntax-tree.js';
import { valueOperators } from './grammar.js';

const words: readonly string[] = ['@@all', '@@none', ...valueOperators];

/** Checks the list of operators that child policies may use, which AWS takes on every object. */
export function checkChildControl(node: SyntaxNode, spot: LazyPath, findings: Finding[]): void {
  if (node.kind !== 'array') {
    findings.push({
      kind: 'wrong-type',
      severity: 'error',
      path: pathOf(spot),
      offset: node.offset,
      message: `found ${describeNode(node, quoted)}; AWS expects a list of operators here`,
      help: 'write for example ["@@none"]',
    });
    return;
  }
  const seen = new Set<string>();
  let none = -1;
  let nones = 0;
  node.items.forEach((item, index) => {
    const refuse = (message: string, help: string): void => {
      const at = {
        kind: 'invalid-child-control',
        severity: 'error',
        path: [...pathOf(spot), index],
      } as const;
      findings.push({ ...at, offset: item.offset, message, help });
    };
    if (item.kind !== 'string' || !words.includes(item.value.toLowerCase())) {
      const near = item.kind === 'string' ? meant(item.value) : undefined;
      const help = near === undefined ? 'write for example ["@@none"]' : `did you mean \`${near}\`?`;
      refuse(`found ${describeNode(item, quoted)}; AWS expects ${alternatives(words)}`, help);
      return;
    }
    if (seen.has(item.value))
      refuse(`${quoted(item.value)} stands in the list already`, 'remove one of the two');
    seen.add(item.value);
    if (item.value.toLowerCase() !== '@@none') return;
    none = index;
    nones++;
  });
  const isTold = nones === node.items.length && seen.size === 1;
  if (none >= 0 && node.items.length > 1 && !isTold) {
    findings.push({
      kind: 'invalid-child-control',
      severity: 'error',
      path: [...pathOf(spot), none],
      offset: node.items[none]?.offset ?? node.offset,
      ...(nones === node.items.length ? twice : beside),
    });
  }
}

const beside = {
  message: '`@@none` beside other operators; AWS takes it alone',
  help: 'keep either `@@none` or the others',
};
const twice = { message: '`@@none` in two spellings; AWS takes it alone', help: 'keep one of them' };

/** The operator that a word was meant as; its two signs are easily left out. */
function meant(word: string): string | undefined {
  return words.find((operator) => operator === `@@${word.toLowerCase()}`) ?? suggest(word, words);
}
