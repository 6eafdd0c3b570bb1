import type { ChatChannel, Organization } from '../../policy/organization/organization.js';
import { chatPolicyGate } from '../decide/chat-policy-gate.js';
import type { Outcome } from '../decide/decision.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import { chatPoliciesEnabled, chatPolicyAlong } from '../effective/effective-policy.js';
import type { ActionComparison } from './action-changes.js';
import type { AccountPaths, EquivalentAccounts } from './equivalent-accounts.js';
import type { Cause, ChannelImpact, Effect } from './impact.js';

/** Two pictures of an organization, and what is known of their accounts. */
interface Pictures {
  readonly before: Organization;
  readonly after: Organization;
  readonly situations: ReadonlyMap<string, EquivalentAccounts>;
}

/** The chat configurations for which something changes: they stop or start to work, or may run more than before. */
export function channelImpacts(
  { before, after, situations }: Pictures,
  compareActions: ActionComparison,
): readonly ChannelImpact[] {
  const ask = { before: gateIn(before), after: gateIn(after) };
  return after.channels.flatMap((channel): readonly ChannelImpact[] => {
    const situation = situations.get(channel.accountId);
    if (situation === undefined) return [];
    const origin = originOf(channel);
    const was = ask.before(situation.ways.before, origin);
    const is = ask.after(situation.ways.after, origin);
    const gains = compareActions(situation, origin).filter(({ effect }) => effect !== 'loss');
    if (was.outcome === is.outcome && gains.length === 0) return [];
    const effect = effectOf(was.outcome, is.outcome);
    const causes = named(effect === 'gain' ? was.causes : is.causes, before, after);
    return [{ channel, before: was.outcome, after: is.outcome, effect, gains, causes }];
  });
}

/** What a chat configuration says about sessions that come from it. */
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

/** The gate of the chat policies of an organization, which looks at no action. */
function gateIn(organization: Organization): (way: AccountPaths['before'], origin: ChatOrigin) => Answer {
  const ask = chatPolicyGate();
  const policyAlong = chatPoliciesEnabled(organization) ? chatPolicyAlong(organization) : () => undefined;
  return (way, origin) => {
    const { outcome, reasons } = ask(policyAlong(way), origin);
    const causes = reasons.flatMap(({ policy, level }) =>
      policy === undefined || level === undefined ? [] : [{ policy, level }],
    );
    return { outcome, causes };
  };
}

function effectOf(before: Outcome, after: Outcome): Effect {
  const strictness: readonly Outcome[] = ['allowed', 'unknown', 'denied'];
  const step = strictness.indexOf(after) - strictness.indexOf(before);
  return step > 0 ? 'loss' : step < 0 ? 'gain' : 'none';
}

function named(causes: readonly Cause[], before: Organization, after: Organization): readonly Cause[] {
  return causes.map(({ policy, level }) => ({
    policy: (after.policies.get(policy) ?? before.policies.get(policy))?.name ?? policy,
    level,
  }));
}
