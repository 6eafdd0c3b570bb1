import { matches } from '../../pattern/matches.js';
import { tokensOf } from '../../pattern/token.js';
import type { Finding } from '../../problems/problem.js';
import type { ElementNode, StatementNode } from '../statement-nodes.js';
import { chatConditions } from './chat-condition.js';

/**
 * A denial of everything outside some Regions that holds for the chat service too, whose endpoints are in few Regions
 * and which calls AWS from any Region near it.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-troubleshooting.html
 */
export function regionDenyStopsChat(statement: StatementNode): Finding[] {
  const { effect, actions, conditions } = statement;
  const region = conditions.find(
    ({ key, operator }) => key.toLowerCase() === 'aws:requestedregion' && operator.negated,
  );
  if (effect !== 'Deny' || region === undefined || chatConditions(statement).length > 0) return [];
  if (!isAboutChatService(actions)) return [];
  const exempt = actions.negated;
  return [
    {
      kind: 'region-deny-stops-chat',
      severity: 'warning',
      path: actions.path,
      offset: actions.member.offset,
      message:
        'the denial outside these Regions holds for the chat service itself: `chatbot:*` is not exempt',
      help: exempt
        ? 'add `chatbot:*` to `NotAction`'
        : 'write `NotAction` with `chatbot:*` and what else must be exempt',
    },
  ];
}

function isAboutChatService({ negated, texts }: ElementNode): boolean {
  const action = 'chatbot:createslackchannelconfiguration';
  return texts.some(({ text }) => matches(tokensOf(text.toLowerCase(), 'string'), action)) !== negated;
}
