import { alternatives, type Finding, quoted } from '../problem.js';
import { pathOf, type Spot } from '../spot.js';
import { suggest } from '../suggest.js';
import { describeNode, type SyntaxNode } from '../syntax-tree.js';
import type { WordRule } from './grammar.js';

/** Checks one value, or one key that is an id, against its rule. Whole numbers count as their digits, as AWS has it. */
export function checkWord(
  rule: WordRule,
  node: SyntaxNode,
  spot: Spot | undefined,
  findings: Finding[],
): void {
  const text = wordOf(node);
  if (text !== undefined && (rule.accepts(text) || (rule.wildcard && text === '*'))) return;
  const at = { severity: 'error', path: pathOf(spot), offset: node.offset } as const;
  if (text === undefined) {
    findings.push({
      ...at,
      kind: 'wrong-type',
      message: `found ${describeNode(node, quoted)}; AWS expects ${rule.expected}`,
      help: rule.words
        ? `write ${alternatives(rule.words)}, in double quotes`
        : 'write one id, in double quotes',
    });
    return;
  }
  if (text === '*') {
    findings.push({
      ...at,
      kind: 'misplaced-wildcard',
      message: `found \`*\`; AWS takes no wildcard here but ${rule.expected}`,
      help: rule.words
        ? `name them: ${alternatives(rule.words)}`
        : 'name each one; `default` holds what applies to all',
    });
    return;
  }
  const fix = correction(rule, text);
  findings.push({
    ...at,
    kind: text.includes('*') && rule.wildcard ? 'misplaced-wildcard' : rule.problem,
    message: `found ${describeNode(node, quoted)}; AWS expects ${rule.expected}`,
    ...(fix === undefined ? {} : { help: fix }),
  });
}

function wordOf(node: SyntaxNode): string | undefined {
  if (node.kind === 'string') return node.value;
  return node.kind === 'number' && /^\d+$/.test(node.text) ? node.text : undefined;
}

function correction(rule: WordRule, text: string): string | undefined {
  for (const [letters, changed] of [
    ['lower', text.toLowerCase()],
    ['upper', text.toUpperCase()],
  ] as const) {
    if (rule.accepts(changed)) return `write it in ${letters} case: \`${changed}\``;
  }
  if (rule.accepts(text.trim())) return 'remove the white space around it';
  if (text.includes('*'))
    return rule.wildcard ? 'AWS takes `*` alone, no patterns' : 'AWS takes no patterns here';
  const near = rule.words && suggest(text, rule.words);
  return near === undefined ? rule.hint : `did you mean \`${near}\`?`;
}
