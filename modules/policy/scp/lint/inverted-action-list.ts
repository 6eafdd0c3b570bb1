import type { Finding } from '../../problems/problem.js';
import { quoted } from '../../text/quote.js';
import type { StatementNode } from '../statement-nodes.js';
import { bindsChatOnly } from './chat-condition.js';

/** `Deny` with `NotAction` for chat: it denies everything but what it names, which is often read the other way round. */
export function invertedActionList(statement: StatementNode): Finding[] {
  const { actions } = statement;
  if (!actions.negated || actions.texts.length === 0 || !bindsChatOnly(statement)) return [];
  const [first, ...others] = actions.texts.map(({ text }) => quoted(text));
  const named = others.length === 0 ? first : `${first} and ${others.length} more`;
  return [
    {
      kind: 'inverted-action-list',
      severity: 'warning',
      path: actions.path,
      offset: actions.member.offset,
      message: `\`Deny\` with \`NotAction\` lets chat run ${named}, and denies it everything else`,
      help: 'write `Action` if these are what chat must not run',
    },
  ];
}
