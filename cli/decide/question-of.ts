import type { Organization } from '../../modules/policy/organization/organization.js';
import { namesIn } from '../../modules/report/effective-text.js';
import { type DecisionRequest, nameOf } from '../../modules/simulator/decide/decision-request.js';

/** What was asked, in a line: the action or command, the account, and where somebody speaks from. */
export function questionOf(what: string, request: DecisionRequest, organization: Organization): string {
  return `${what} in ${namesIn(organization)(request.accountId)} ${placeOf(request)}`;
}

function placeOf({ from }: DecisionRequest): string {
  if (from === 'console') return 'without a chat session';
  const { platform, workspace, tenant, team, channelType, role, configuration } = from;
  const parts = [
    `from ${platform === undefined ? 'chat' : nameOf[platform]}`,
    workspace,
    tenant,
    team,
    channelType === undefined ? undefined : `${channelType} channel`,
    role,
    configuration,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
