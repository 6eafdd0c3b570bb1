import type { ConditionNode, StatementNode } from '../statement-nodes.js';
import { holdsFor } from './holds-for-chat.js';

/** The conditions of a statement on where in chat a session was started. */
export function chatConditions({ conditions }: StatementNode): readonly ConditionNode[] {
  return conditions.filter(({ key }) => key.toLowerCase() === 'aws:chatbotsourcearn');
}

/** Whether a condition on the source holds for sessions that were not started from chat, which have no such key. */
export function holdsOutsideChat(condition: ConditionNode): boolean {
  return holdsFor(condition, 'absent') === 'all';
}

/** True if a statement denies something only to sessions from chat. */
export function bindsChatOnly(statement: StatementNode): boolean {
  const conditions = chatConditions(statement);
  return statement.effect === 'Deny' && conditions.some((condition) => !holdsOutsideChat(condition));
}
