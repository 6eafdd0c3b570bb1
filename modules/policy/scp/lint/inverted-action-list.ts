import { type Finding, finding } from '../../problems/problem.js';
import type { StatementNode } from '../statement-nodes.js';
import { bindsChatOnly } from './chat-condition.js';

/** `Deny` with `NotAction` for chat: it denies everything but what it names, which is often read as the opposite. */
export function invertedActionList(statement: StatementNode): Finding[] {
  const { negated, texts, path, member } = statement.actions;
  if (!negated || texts.length === 0 || !bindsChatOnly(statement)) return [];
  const facts = { actions: texts.map(({ text }) => text) };
  return [finding('inverted-action-list', 'warning', { path, offset: member.offset }, facts)];
}
