import type { GuardrailRule } from '../intent.js';
import { type Coverage, coverage } from '../pattern/possible-text.js';
import { tokensOf } from '../pattern/token.js';
import { type Finding, finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { accountPatterns, sessionPatterns } from './session-patterns.js';
import { sourceArnsOf } from './source-arns.js';

/** Problems of `exceptFrom` and `except`: they exempt every chat session of a guardrail, or none of them. */
export function checkExemptions(rule: GuardrailRule, except: readonly string[], path: Path): Finding[] {
  const { exceptFrom } = rule;
  const partition = rule.partition === '*' ? 'aws' : rule.partition;
  const isEmpty = exceptFrom === undefined || Object.values(exceptFrom).flat().length === 0;
  const own = isEmpty ? [] : sessionPatterns(partition, exceptFrom);
  const isOwn = !isEmpty && (except.length === 0 || exempted(rule, partition, own) === 'all');
  const at = { path: [...path, isOwn ? 'exceptFrom' : 'except'] };
  if (exempted(rule, partition, [...own, ...accountPatterns(partition, except)]) === 'all') {
    return [finding('exempts-all-sessions', 'error', at, {})];
  }
  const outside = checkExcepted(rule, except, [...path, 'except']);
  if (isEmpty || exempted(rule, partition, own) !== 'none') return outside;
  const none = { path: [...path, 'exceptFrom'] };
  return [finding('exempts-no-session', 'warning', none, { rule: 'sessions' }), ...outside];
}

/** Accounts in `except` that are not among those of `from`. */
function checkExcepted({ from }: GuardrailRule, except: readonly string[], path: Path): Finding[] {
  const affected = new Set(from.accounts);
  if (affected.size === 0) return [];
  return except.flatMap((account, index): Finding[] =>
    affected.has(account)
      ? []
      : [finding('exempts-no-session', 'warning', { path: [...path, index] }, { rule: 'account', account })],
  );
}

/** How many of the chat sessions in `from` of a guardrail the patterns match. */
function exempted({ from }: GuardrailRule, partition: string, patterns: readonly string[]): Coverage {
  const tokens = patterns.map((pattern) => tokensOf(pattern, 'arn'));
  return coverage(tokens, sourceArnsOf(from, partition));
}
