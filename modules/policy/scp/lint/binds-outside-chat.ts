import { type Finding, finding } from '../../problems/problem.js';
import type { BindsOutsideChatFacts } from '../../problems/service-control-policy-problems.js';
import type { ConditionNode, StatementNode } from '../statement-nodes.js';
import { chatConditions, holdsOutsideChat } from './chat-condition.js';

/** A denial with a condition on chat that applies to people outside chat, because the condition holds without the key. */
export function bindsOutsideChat(statement: StatementNode): Finding[] {
  const conditions = chatConditions(statement);
  const [first] = conditions;
  if (statement.effect !== 'Deny' || first === undefined || !conditions.every(holdsOutsideChat)) return [];
  const { path, operator, member } = first;
  const facts = { rule: 'condition', operator: operator.name, cause: causeOf(first) } as const;
  return [finding('binds-outside-chat', 'warning', { path, offset: member.offset }, facts)];
}

/** A denial without a condition on chat in a policy whose other statements have one. */
export function unconditionalDenials(statements: readonly StatementNode[]): Finding[] {
  if (!statements.some((statement) => chatConditions(statement).length > 0)) return [];
  return statements
    .filter((statement) => statement.effect === 'Deny' && chatConditions(statement).length === 0)
    .map(({ node, path }) =>
      finding('binds-outside-chat', 'warning', { path, offset: node.offset }, { rule: 'no-condition' }),
    );
}

function causeOf({ operator }: ConditionNode): BindsOutsideChatFacts['cause'] {
  if (operator.comparison === 'Null') return 'null';
  if (operator.set === 'ForAllValues') return 'for-all-values';
  return operator.ifExists ? 'if-exists' : 'negated';
}
