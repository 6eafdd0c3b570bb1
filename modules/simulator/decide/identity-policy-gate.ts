import type { ChatServiceDenies } from '../../policy/chat-service-denies.js';
import { matches } from '../../policy/pattern/matches.js';
import { tokensOf } from '../../policy/pattern/token.js';
import { quoted } from '../../policy/text/quote.js';
import type { PolicyCompiler } from '../iam/policy.js';
import type { AccessRequest } from '../iam/request.js';
import { askPolicies, denies, statementsAbout } from './ask-policies.js';
import { cannotTell, type DecisionReason, type GateAnswer, unknownReason } from './decision.js';
import type { IdentityPolicy } from './decision-request.js';

/** The channel's guardrail policies, or the policies of its role: one must allow, and none may deny. */
export function identityPolicyGate(
  gate: 'guardrail-policy' | 'role-policy',
  policies: readonly IdentityPolicy[],
  request: AccessRequest,
  compile: PolicyCompiler,
): GateAnswer {
  const named = policies.map(({ name, content }) => ({ id: name, name, policy: compile(content) }));
  const answer = askPolicies(statementsAbout(named, request.action), request);
  const denied = answer.denials.map(({ policy, statement }): DecisionReason => {
    const message = `${quoted(statement.name)} of ${quoted(policy.name)} ${denies(request)}`;
    return { gate, outcome: 'denied', policy: policy.id, statement: statement.name, message };
  });
  if (denied.length > 0) return { gate, outcome: 'denied', reasons: denied };
  const unreadable = named.flatMap(({ id, policy }) =>
    policy.unreadable === undefined
      ? []
      : [
          unknownReason({ gate, policy: id }, `the content of ${quoted(id)} is unknown`, [
            fact(policy.unreadable),
          ]),
        ],
  );
  if (!answer.allowed && answer.openAllowances.length === 0 && unreadable.length === 0) {
    const message = `no ${nouns[gate]} allows ${request.other ?? 'it'}`;
    return { gate, outcome: 'denied', reasons: [{ gate, outcome: 'denied', message }] };
  }
  const open = [
    ...unreadable,
    ...[...answer.openDenials, ...answer.openAllowances].map(({ policy, statement, missing }) => {
      const does = statement.effect === 'Deny' ? 'denies' : 'allows';
      const what = `${cannotTell}${quoted(statement.name)} of ${quoted(policy.name)} ${does} ${request.other ?? 'it'}`;
      return unknownReason({ gate, policy: policy.id, statement: statement.name }, what, missing);
    }),
  ];
  if (open.length > 0) return { gate, outcome: 'unknown', reasons: open };
  const message = `a ${nouns[gate]} allows it and none denies it`;
  return { gate, outcome: 'allowed', reasons: [{ gate, outcome: 'allowed', message }] };
}

const nouns = { 'guardrail-policy': 'guardrail policy', 'role-policy': "policy of the channel's role" };

function fact(reason: string) {
  return { kind: 'fact', reason } as const;
}

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
    const message = `the chat service never runs ${quoted(found.text)}, regardless of policies (as AWS listed it on ${readOn})`;
    return { gate, outcome: 'denied', reasons: [{ gate, outcome: 'denied', message }] };
  };
}
