import { quoted } from '../../policy/text/quote.js';
import type { PolicyCompiler } from '../iam/policy.js';
import type { AccessRequest } from '../iam/request.js';
import { askPolicies, statementsAbout } from './ask-policies.js';
import { type GateAnswer, type Reason, unknownReason } from './decision.js';
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
  const denied = answer.denials.map(({ policy, statement }): Reason => {
    const message = `${quoted(statement.name)} of ${quoted(policy.name)} denies it`;
    return { gate, outcome: 'denied', policy: policy.id, statement: statement.name, message };
  });
  if (denied.length > 0) return { gate, outcome: 'denied', reasons: denied };
  const unreadable = named.flatMap(({ id, policy }) =>
    policy.unreadable === undefined
      ? []
      : [
          unknownReason({ gate, policy: id }, `what ${quoted(id)} says is not known`, [
            fact(policy.unreadable),
          ]),
        ],
  );
  if (!answer.allowed && answer.openAllowances.length === 0 && unreadable.length === 0) {
    const message = `no ${nouns[gate]} allows it`;
    return { gate, outcome: 'denied', reasons: [{ gate, outcome: 'denied', message }] };
  }
  const open = [
    ...unreadable,
    ...[...answer.openDenials, ...answer.openAllowances].map(({ policy, statement, missing }) => {
      const does = statement.effect === 'Deny' ? 'denies' : 'allows';
      const what = `whether ${quoted(statement.name)} of ${quoted(policy.name)} ${does} it is not known`;
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
