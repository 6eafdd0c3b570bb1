import type { ChatChannel, Organization } from '../../policy/organization/organization.js';
import { chatPolicyGate } from '../decide/chat-policy-gate.js';
import type { Outcome } from '../decide/decision.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import { chatPoliciesEnabled, chatPolicyAlong } from '../effective/effective-policy.js';
import type { ActionComparison } from './action-changes.js';
import type { AccountPaths, EquivalentAccounts } from './equivalent-accounts.js';
import {
  type Cause,
  type ChannelImpact,
  type Effect,
  missingCauses,
  type OrganizationStates,
  stopsWorking,
} from './impact.js';

/** Two states of an organization, and the equivalent accounts in them. */
interface ComparedStates extends OrganizationStates {
  readonly situations: readonly (readonly [accountId: string, accounts: EquivalentAccounts])[];
}

/**
 * The chat configurations that stop or start working, or that gain actions. Those that stop working come first, then
 * those that gain access; in each part the order is that of the organization file.
 */
export function channelImpacts(
  { before, after, nameCause, situations }: ComparedStates,
  compareActions: ActionComparison,
): readonly ChannelImpact[] {
  const ask = { before: gateIn(before), after: gateIn(after) };
  const used = new Set(after.channels.map(({ accountId }) => accountId));
  const known = new Map(situations.filter(([accountId]) => used.has(accountId)));
  const impacts = after.channels.flatMap((channel): readonly ChannelImpact[] => {
    const situation = known.get(channel.accountId);
    if (situation === undefined) return [];
    const origin = originOf(channel);
    const was = ask.before(situation.paths.before, origin);
    const is = ask.after(situation.paths.after, origin);
    const gains = compareActions.gains(situation, channel.accountId, origin);
    if (was.outcome === is.outcome && gains.length === 0) return [];
    const step = effectOf(was.outcome, is.outcome);
    const effect = step === 'none' ? 'gain' : step;
    const causes = (step === 'gain' ? was.causes : is.causes).map(nameCause);
    return [{ channel, before: was.outcome, after: is.outcome, effect, gains, causes }];
  });
  return [...impacts.filter(stopsWorking), ...impacts.filter((impact) => !stopsWorking(impact))];
}

/** The origin of sessions that come from a chat configuration. */
export function originOf(channel: ChatChannel): ChatOrigin {
  const { platform, name, workspaceId, tenantId, teamId, channelType, userRoleRequired } = channel;
  return {
    platform,
    configuration: name,
    role: userRoleRequired ? 'user_role' : 'channel_role',
    ...(workspaceId === undefined ? {} : { workspace: workspaceId }),
    ...(tenantId === undefined ? {} : { tenant: tenantId }),
    ...(teamId === undefined ? {} : { team: teamId }),
    ...(channelType === undefined ? {} : { channelType }),
  };
}

interface Answer {
  readonly outcome: Outcome;
  readonly causes: readonly Cause[];
}

/** The chat policy gate of an organization. It does not depend on the action. */
function gateIn(organization: Organization): (path: AccountPaths['before'], origin: ChatOrigin) => Answer {
  const ask = chatPolicyGate();
  const policyAlong = chatPoliciesEnabled(organization) ? chatPolicyAlong(organization) : () => undefined;
  return (path, origin) => {
    const policy = policyAlong(path);
    const { outcome, reasons } = ask(policy, origin);
    const causes = reasons.flatMap(({ policy: by, level, setting }) =>
      by === undefined || level === undefined ? [] : [{ policy: by, level, ...(setting && { setting }) }],
    );
    return { outcome, causes: causes.length > 0 ? causes : missingCauses(policy?.missing ?? [], path) };
  };
}

function effectOf(before: Outcome, after: Outcome): Effect {
  const strictness: readonly Outcome[] = ['allowed', 'unknown', 'denied'];
  const step = strictness.indexOf(after) - strictness.indexOf(before);
  return step > 0 ? 'loss' : step < 0 ? 'gain' : 'none';
}
