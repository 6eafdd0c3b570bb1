import type { GuardrailRule } from '../intent.js';
import { type Coverage, coverage } from '../pattern/possible-text.js';
import { tokensOf } from '../pattern/token.js';
import { type Finding, finding } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { sessionPatterns } from './session-patterns.js';
import { sourceArnsOf } from './source-arns.js';

/** Problems of `exceptFrom`: it exempts every chat session of the guardrail, or none of them. */
export function checkExemptions(rule: GuardrailRule, path: Path): Finding[] {
  if (rule.exceptFrom === undefined || Object.values(rule.exceptFrom).flat().length === 0) return [];
  switch (exemptSessions(rule)) {
    case 'all':
      return [finding('exempts-all-sessions', 'error', { path }, {})];
    case 'none':
      return [finding('exempts-no-session', 'warning', { path }, { rule: 'sessions' })];
    case 'some':
      return [];
  }
}

/** Accounts in `except` that are not among those of `from`. */
export function checkExcepted({ from }: GuardrailRule, except: readonly string[], path: Path): Finding[] {
  const affected = new Set(from.accounts);
  if (affected.size === 0) return [];
  return except.flatMap((account, index): Finding[] =>
    affected.has(account)
      ? []
      : [finding('exempts-no-session', 'warning', { path: [...path, index] }, { rule: 'account', account })],
  );
}

/** How many of the chat sessions in `from` of a guardrail `exceptFrom` exempts. */
function exemptSessions({ from, exceptFrom, partition }: GuardrailRule): Coverage {
  if (exceptFrom === undefined) return 'none';
  const somePartition = partition === '*' ? 'aws' : partition;
  const patterns = sessionPatterns(somePartition, exceptFrom).map((pattern) => tokensOf(pattern, 'arn'));
  return coverage(patterns, sourceArnsOf(from, somePartition));
}
