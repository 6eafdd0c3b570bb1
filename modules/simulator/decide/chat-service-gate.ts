import type { ChatServiceDenies } from '../../policy/chat-service-denies.js';
import { matches } from '../../policy/pattern/matches.js';
import { tokensOf } from '../../policy/pattern/token.js';
import { quoted } from '../../policy/text/quote.js';
import type { GateAnswer } from './decision.js';

/** What the chat service itself refuses: a function from an action to the answer. */
export function chatServiceGate({ actions, readOn }: ChatServiceDenies): (action: string) => GateAnswer {
  const gate = 'chat-service';
  const patterns = actions.map((text) => ({ text, tokens: tokensOf(text.toLowerCase(), 'string') }));
  const passes: GateAnswer = {
    gate,
    outcome: 'allowed',
    reasons: [{ gate, outcome: 'allowed', message: 'the chat service supports the action' }],
  };
  return (action) => {
    const folded = action.toLowerCase();
    const found = patterns.find(({ tokens }) => matches(tokens, folded));
    if (found === undefined) return passes;
    const message = `the chat service never runs ${quoted(found.text)}, whatever policies say (as AWS listed it on ${readOn})`;
    return { gate, outcome: 'denied', reasons: [{ gate, outcome: 'denied', message }] };
  };
}
