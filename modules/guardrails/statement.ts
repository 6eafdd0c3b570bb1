import type { GuardrailStatement } from '../policy/intent.js';
import type { Guardrail } from './guardrail.js';
import { noValues, type ParameterValues } from './parameter.js';

/** The parts of a statement other than its effect and actions. Default: all resources, no further conditions. */
export type StatementScope = Partial<Omit<GuardrailStatement, 'effect' | 'actions'>>;

/** A statement that denies these actions. */
export function deny(actions: readonly string[], scope: StatementScope = {}): GuardrailStatement {
  return statement('deny', actions, scope);
}

/** A statement that denies every action except these. */
export function allowOnly(actions: readonly string[], scope: StatementScope = {}): GuardrailStatement {
  return statement('allowOnly', actions, scope);
}

/**
 * The scopes of a denial that is limited to `resources` and to resources that carry one of `tags`. Each tag key needs
 * its own statement, because all conditions of one statement must match.
 */
export function scopesOf({
  resources,
  tags,
}: Pick<ParameterValues, 'resources' | 'tags'>): readonly StatementScope[] {
  const scope: StatementScope = resources.length === 0 ? {} : { resources };
  const keys = Object.keys(tags).sort();
  if (keys.length === 0) return [scope];
  return keys.map((key) => ({
    ...scope,
    conditions: { StringEquals: { [`aws:ResourceTag/${key}`]: tags[key] ?? [] } },
  }));
}

/**
 * A function that returns one statement, made on first use, that denies what the guardrails deny, and `more`. Omits
 * patterns that another pattern covers.
 */
export function allOf(
  guardrails: readonly Guardrail[],
  more: readonly string[] = [],
): () => readonly GuardrailStatement[] {
  let statements: readonly GuardrailStatement[] | undefined;
  return () => {
    statements ??= [
      deny(
        withoutCovered([
          ...guardrails.flatMap((each) => each.statements(noValues).flatMap(({ actions }) => actions)),
          ...more,
        ]),
      ),
    ];
    return statements;
  };
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

function statement(
  effect: GuardrailStatement['effect'],
  actions: readonly string[],
  scope: StatementScope,
): GuardrailStatement {
  return { effect, resources: ['*'], conditions: {}, ...scope, actions: [...new Set(actions)].sort() };
}
