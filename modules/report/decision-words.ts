import { chatNamesIn, withChatName } from '../policy/organization/chat-names.js';
import { type ChatNames, namesIn, type Organization } from '../policy/organization/organization.js';
import { platformNames } from '../policy/problems/request-words.js';
import type { Decision, DecisionReason, Gate } from '../simulator/decide/decision.js';
import type { DecisionRequest } from '../simulator/decide/decision-request.js';

/** The request in one line: the action or command, the account and the origin. */
export function questionOf(what: string, request: DecisionRequest, organization: Organization): string {
  return `${what} in ${namesIn(organization)(request.accountId)} ${originWords(request, chatNamesIn(organization))}`;
}

function originWords({ from }: DecisionRequest, names: ChatNames): string {
  if (from === 'console') return 'without a chat session';
  const { platform, workspace, tenant, team, channelType, role, configuration } = from;
  const parts = [
    `from ${platform === undefined ? 'chat' : platformNames[platform]}`,
    ...[workspace, tenant, team].map((id) => id && withChatName(names, id)),
    channelType === undefined ? undefined : `${channelType} channel`,
    role,
    configuration,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/**
 * The decision; `allowed` only where the policies of the channel and the role were evaluated as well. Otherwise it lists
 * what does not block the request, and what was not evaluated.
 */
export function headline({
  decision,
  gates,
  notAsked,
}: Pick<Decision, 'decision' | 'gates' | 'notAsked'>): string {
  const isChat = gates.some(({ gate }) => gate === 'chat-policy');
  const left = [
    ...(isChat && notAsked.includes('guardrail-policy') ? ['guardrail policies'] : []),
    ...(notAsked.includes('role-policy') ? ['role'] : []),
  ];
  if (decision !== 'allowed' || left.length === 0) return decision;
  const names = { 'chat-policy': 'chat policies', 'service-control-policy': 'SCPs' } as const;
  const asked = gates.flatMap(({ gate }) => (gate in names ? [names[gate as keyof typeof names]] : []));
  return `not blocked by ${asked.join(' or ')}; ${left.join(' and ')} not evaluated:`;
}

/** The name of each gate. */
export const gateTitles: Readonly<Record<Gate, string>> = {
  account: 'account',
  'chat-policy': 'chat policy',
  'chat-service': 'chat service',
  'service-control-policy': 'service control policies',
  'guardrail-policy': 'guardrail policies',
  'role-policy': 'role policies',
};
/** A reason, with the action that it is about where a command needs several. */
export function reasonText({ action, message }: DecisionReason): string {
  return action === undefined ? message : `${action}: ${message}`;
}
