import type { Organization } from '../../modules/policy/organization.js';
import { namesIn } from '../../modules/report/effective-text.js';
import { type DecisionRequest, nameOf } from '../../modules/simulator/decide/decision-request.js';

/** What was asked, in a line: the actions, the account, and where somebody speaks from. */
export function questionOf(requests: readonly DecisionRequest[], organization: Organization): string {
  const [first] = requests;
  if (first === undefined) return '';
  const actions = requests.map(({ action }) => action).join(', ');
  return `${actions} in ${namesIn(organization)(first.accountId)} ${placeOf(first)}`;
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
