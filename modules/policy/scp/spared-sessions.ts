import type { GuardrailRule } from '../intent.js';
import { type Coverage, coverage } from '../pattern/possible-text.js';
import { tokensOf } from '../pattern/token.js';
import { sessionPatterns } from './session-patterns.js';
import { sourceArnsOf } from './source-arns.js';

/** How many of the chat sessions that a guardrail is `from` its `exceptFrom` spares. */
export function sparedSessions({ from, exceptFrom, partition }: GuardrailRule): Coverage {
  if (exceptFrom === undefined) return 'none';
  const somePartition = partition === '*' ? 'aws' : partition;
  const patterns = sessionPatterns(somePartition, exceptFrom).map((pattern) => tokensOf(pattern, 'arn'));
  return coverage(patterns, sourceArnsOf(from, somePartition));
}
