import type { GuardrailStatement } from '../policy/intent.js';
import type { Guardrail } from './guardrail.js';
import { noValues } from './parameter.js';
import { deny } from './statement.js';

/**
 * The denials of several guardrails and some of its own as one statement; a pattern that another one covers is left
 * out.
 */
export function allOf(
  guardrails: readonly Guardrail[],
  more: readonly string[] = [],
): readonly GuardrailStatement[] {
  const actions = guardrails.flatMap((guardrail) =>
    guardrail.statements(noValues).flatMap((statement) => statement.actions),
  );
  return [deny(withoutCovered([...actions, ...more]))];
}

function withoutCovered(patterns: readonly string[]): readonly string[] {
  const prefixes = new Set(
    patterns.filter((pattern) => pattern.endsWith('*')).map((pattern) => pattern.slice(0, -1).toLowerCase()),
  );
  return patterns.filter((pattern) => {
    const text = pattern.toLowerCase();
    const end = text.endsWith('*') ? text.length - 1 : text.length + 1;
    for (let length = 1; length < end; length++) if (prefixes.has(text.slice(0, length))) return false;
    return true;
  });
}
