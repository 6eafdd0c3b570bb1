import type { GuardrailStatement } from '../policy/intent.js';

/** Parts of a statement beside its actions; by default all resources and no further condition. */
export type StatementScope = Partial<Omit<GuardrailStatement, 'effect' | 'actions'>>;

/** These actions are denied. */
export function deny(actions: readonly string[], scope: StatementScope = {}): GuardrailStatement {
  return statement('deny', actions, scope);
}

/** Everything but these actions is denied. */
export function allowOnly(actions: readonly string[], scope: StatementScope = {}): GuardrailStatement {
  return statement('allowOnly', actions, scope);
}

function statement(
  effect: GuardrailStatement['effect'],
  actions: readonly string[],
  scope: StatementScope,
): GuardrailStatement {
  return { effect, resources: ['*'], conditions: {}, ...scope, actions: [...new Set(actions)].sort() };
}
