import type { Correction, ExpectedChatValue } from '../problems/chat-policy-words.js';
import { type Finding, finding } from '../problems/problem.js';
import { foundValue } from '../text/found-value.js';
import { type LazyPath, pathOf } from '../text/lazy-path.js';
import { suggest } from '../text/suggest.js';
import type { SyntaxNode } from '../text/syntax-tree.js';
import type { WordRule } from './grammar.js';

/**
 * Checks one value, or one key that is an ID, against its rule. Whole numbers count as their digits: AWS turns them into
 * strings (captured answer of `CreatePolicy`, 2026-09-13).
 */
export function checkWord(
  rule: WordRule,
  node: SyntaxNode,
  lazyPath: LazyPath | undefined,
  findings: Finding[],
): void {
  const text = textOf(node);
  if (text !== undefined && (rule.accepts(text) || (rule.wildcard && text === '*'))) return;
  const place = { path: pathOf(lazyPath), offset: node.offset };
  const expected = expectedBy(rule);
  if (text === undefined) {
    const facts = { rule: 'chat-value-type', ...expected, ...foundValue(node) } as const;
    findings.push(finding('wrong-type', 'error', place, facts));
  } else if (text === '*') {
    findings.push(finding('misplaced-wildcard', 'error', place, { rule: 'chat-wildcard', ...expected }));
  } else {
    const kind = text.includes('*') && rule.wildcard ? 'misplaced-wildcard' : rule.problem;
    const facts = { rule: 'chat-value', ...expected, found: text, ...correction(rule, text) } as const;
    findings.push(finding(kind, 'error', place, facts));
  }
}

/** What a rule accepts, as a fact of a problem. */
export function expectedBy({ value, words, wildcard }: WordRule): ExpectedChatValue {
  return { value, wildcard, ...(words === undefined ? {} : { words }) };
}

function textOf(node: SyntaxNode): string | undefined {
  if (node.kind === 'string') return node.value;
  return node.kind === 'number' && /^\d+$/.test(node.text) ? node.text : undefined;
}

interface Corrected {
  readonly correction?: Correction;
  readonly nearest?: string;
}

function correction(rule: WordRule, text: string): Corrected {
  if (rule.accepts(text.toLowerCase())) return { correction: 'lower-case', nearest: text.toLowerCase() };
  if (rule.accepts(text.toUpperCase())) return { correction: 'upper-case', nearest: text.toUpperCase() };
  if (rule.accepts(text.trim())) return { correction: 'trim', nearest: text.trim() };
  const id = asUuid(text);
  if (id !== undefined && rule.accepts(id)) return { correction: 'rewrite', nearest: id };
  if (text.includes('*')) return { correction: 'no-pattern' };
  const nearest = rule.words === undefined ? undefined : suggest(text, rule.words);
  return nearest === undefined ? {} : { correction: 'did-you-mean', nearest };
}

/** The UUID, spelled as AWS accepts it, that is written in braces or without hyphens. */
function asUuid(text: string): string | undefined {
  const digits = text.toLowerCase().replace(/[{}\s-]/g, '');
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(digits);
  return parts?.slice(1).join('-');
}
