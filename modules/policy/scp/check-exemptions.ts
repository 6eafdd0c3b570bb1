import type { GuardrailRule } from '../intent.js';
import { type Coverage, coverage } from '../pattern/possible-text.js';
import { tokensOf } from '../pattern/token.js';
import type { Problem } from '../problems/problem.js';
import type { Path } from '../text/path.js';
import { quoted } from '../text/quote.js';
import { sessionPatterns } from './session-patterns.js';
import { sourceArnsOf } from './source-arns.js';

/** Whether an exception leaves anybody bound, and whether it is one. That it names nobody is said where it is read. */
export function checkExemptions(rule: GuardrailRule, path: Path): Problem[] {
  if (rule.exceptFrom === undefined || Object.values(rule.exceptFrom).flat().length === 0) return [];
  switch (exemptSessions(rule)) {
    case 'all': {
      const message = 'this spares all chat sessions of the guardrail, so that it binds nobody';
      return [
        {
          kind: 'exception-spares-all',
          severity: 'error',
          path,
          message,
          help: 'spare fewer, or remove the guardrail',
        },
      ];
    }
    case 'none': {
      const message = 'this spares nobody: the guardrail does not bind these chat sessions anyway';
      return [
        {
          kind: 'exception-spares-nobody',
          severity: 'warning',
          path,
          message,
          help: 'remove it, or widen `from`',
        },
      ];
    }
    case 'some':
      return [];
  }
}

/** Excepted accounts that `from` does not bind: their chat sessions are spared whatever `except` says. */
export function checkExcepted({ from }: GuardrailRule, except: readonly string[], path: Path): Problem[] {
  const bound = new Set(from.accounts);
  if (bound.size === 0) return [];
  return except.flatMap((account, index): Problem[] => {
    if (bound.has(account)) return [];
    const message = `this spares nobody: ${quoted(account)} is not among the accounts of \`from\``;
    const help = 'remove it, or widen `from`';
    const kind = 'exception-spares-nobody';
    return [{ kind, severity: 'warning', path: [...path, index], message, help }];
  });
}

/** How many of the chat sessions that a guardrail is `from` its `exceptFrom` spares. */
function exemptSessions({ from, exceptFrom, partition }: GuardrailRule): Coverage {
  if (exceptFrom === undefined) return 'none';
  const somePartition = partition === '*' ? 'aws' : partition;
  const patterns = sessionPatterns(somePartition, exceptFrom).map((pattern) => tokensOf(pattern, 'arn'));
  return coverage(patterns, sourceArnsOf(from, somePartition));
}
