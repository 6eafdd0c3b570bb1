import { type Finding, finding } from '../../problems/problem.js';
import { containsAction, type StatementNode } from '../statement-nodes.js';
import { chatActions } from './region-deny-stops-chat.js';

/** A statement that denies the whole chat service without a condition. */
export function scpStopsChat(statement: StatementNode): Finding[] {
  if (!deniesChatService(statement)) return [];
  const { path, member } = statement.actions;
  return [finding('scp-stops-chat', 'warning', { path, offset: member.offset }, {})];
}

/** True for a statement that denies every action of the chat service on every resource, without a condition. */
export function deniesChatService({ effect, actions, resources, conditions }: StatementNode): boolean {
  if (effect !== 'Deny' || conditions.length > 0) return false;
  const hasAllResources = !resources.negated && resources.texts.some(({ text }) => /^\*+$/.test(text));
  return hasAllResources && chatActions.every((action) => containsAction(actions, action));
}
