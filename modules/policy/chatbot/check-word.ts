import type { Finding } from '../problems/problem.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import { alternatives, quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { describeNode, type SyntaxNode } from '../text/syntax-tree.js';
import type { WordRule } from './grammar.js';

/** Checks one value, or one key that is an id, against its rule. Whole numbers count as their digits, as AWS has it. */
export function checkWord(
  rule: WordRule,
  node: SyntaxNode,
  spot: LazyPath | undefined,
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
      ...(rule.words ? { help: `write ${alternatives(rule.words)}, in double quotes` } : hintOf(rule)),
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
  const length = text.length > mostShown ? `, ${text.length} characters` : '';
  const help = correction(rule, text);
  findings.push({
    ...at,
    kind: text.includes('*') && rule.wildcard ? 'misplaced-wildcard' : rule.problem,
    message: `found ${describeNode(node, quoted)}${length}; AWS expects ${rule.expected}`,
    ...(help === undefined ? {} : { help }),
  });
}

/** Longer texts are not shown whole, so that their length is said. */
const mostShown = 80;

function hintOf({ hint }: WordRule): { readonly help?: string } {
  return hint === undefined ? {} : { help: hint };
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
  const id = asUuid(text);
  if (id !== undefined && rule.accepts(id)) return `write it as \`${id}\``;
  if (text.includes('*'))
    return rule.wildcard ? 'AWS takes `*` alone, no patterns' : 'AWS takes no patterns here';
  if (rule.words === undefined) return rule.hint;
  const near = suggest(text, rule.words);
  return near === undefined ? `write ${alternatives(rule.words)}` : `did you mean \`${near}\`?`;
}

/** A UUID in the spelling that AWS takes, of one in braces or without hyphens. */
function asUuid(text: string): string | undefined {
  const digits = text.toLowerCase().replace(/[{}\s-]/g, '');
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(digits);
  return parts?.slice(1).join('-');
}
