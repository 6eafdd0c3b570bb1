import { chatServiceDenies } from '../../chat-service-denies.js';
import { type Finding, finding } from '../../problems/problem.js';
import type { StatementNode } from '../statement-nodes.js';
import { bindsChatOnly } from './chat-condition.js';

/** Actions denied to chat that the chat service never runs: one note for a statement, at the first of them. */
export function impossibleFromChat(statement: StatementNode): Finding[] {
  const { actions } = statement;
  if (actions.negated || !bindsChatOnly(statement)) return [];
  const found = actions.texts.filter(({ text }) => isDenied(text));
  const [first] = found;
  if (first === undefined) return [];
  const facts = {
    actions: found.map(({ text }) => text),
    date: chatServiceDenies.readOn,
    all: found.length === actions.texts.length,
  };
  return [finding('impossible-from-chat', 'note', first, facts)];
}

/** Whether the list contains everything that an action or pattern matches. */
function isDenied(text: string): boolean {
  const folded = text.toLowerCase();
  return chatServiceDenies.actions.some((denied) => {
    const listed = denied.toLowerCase();
    return listed.endsWith(':*') ? folded.startsWith(listed.slice(0, -1)) : folded === listed;
  });
}
