import { chatServiceDenies } from '../../chat-service-denies.js';
import type { Finding } from '../../problems/problem.js';
import { quoted } from '../../text/quote.js';
import type { StatementNode } from '../statement-nodes.js';
import { bindsChatOnly } from './chat-condition.js';

/** Actions denied to chat that the chat service never runs: one note for a statement, at the first of them. */
export function impossibleFromChat(statement: StatementNode): Finding[] {
  const { actions } = statement;
  if (actions.negated || !bindsChatOnly(statement)) return [];
  const found = actions.texts.filter(({ text }) => isDenied(text));
  const [first] = found;
  if (first === undefined) return [];
  const all = found.length === actions.texts.length;
  const names = found.slice(0, 3).map(({ text }) => quoted(text));
  const more = found.length > names.length ? ` and ${found.length - names.length} more` : '';
  return [
    {
      kind: 'impossible-from-chat',
      severity: 'note',
      path: first.path,
      offset: first.offset,
      message: `chat can never run ${names.join(', ')}${more} (as AWS listed it on ${chatServiceDenies.readOn})`,
      help: `the ${all ? 'statement changes nothing' : 'rest of the statement does the same alone'}, unless AWS changes its list`,
    },
  ];
}

/** Whether everything that an action or pattern stands for is on the list. */
function isDenied(text: string): boolean {
  const folded = text.toLowerCase();
  return chatServiceDenies.actions.some((denied) => {
    const listed = denied.toLowerCase();
    return listed.endsWith(':*') ? folded.startsWith(listed.slice(0, -1)) : folded === listed;
  });
}
