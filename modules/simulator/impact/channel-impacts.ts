import type { ChatChannel, Organization } from '../../policy/organization.js';
import { type Decider, decider } from '../decide/decide.js';
import type { Outcome } from '../decide/decision.js';
import type { ChatOrigin } from '../decide/decision-request.js';
import type { ActionComparison, Ways } from './action-changes.js';
import type { Cause, ChannelImpact, Effect } from './impact.js';

/** The chat configurations for which something changes: they stop or start to work, or may run more than before. */
export function channelImpacts(
  before: Organization,
  after: Organization,
  ways: ReadonlyMap<string, Ways>,
  compareActions: ActionComparison,
): readonly ChannelImpact[] {
  const old = decider(before);
  const now = decider(after);
  return after.channels.flatMap((channel): readonly ChannelImpact[] => {
    const way = ways.get(channel.accountId);
    if (way === undefined) return [];
    const origin = originOf(channel);
    const was = gateOf(old, channel, origin);
    const is = gateOf(now, channel, origin);
    const gains = compareActions(channel.accountId, way, origin).filter(({ effect }) => effect !== 'loss');
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

interface GateAnswer {
  readonly outcome: Outcome;
  readonly causes: readonly Cause[];
}

/** The chat policy gate looks at no action; any one will do to ask it. */
function gateOf(ask: Decider, { accountId }: ChatChannel, from: ChatOrigin): GateAnswer {
  const decision = ask({ accountId, from, action: 'ec2:DescribeInstances' });
  const gate = decision?.gates.find((answer) => answer.gate === 'chat-policy');
  if (gate === undefined) return { outcome: 'allowed', causes: [] };
  const causes = gate.reasons.flatMap(({ policy, level }) =>
    policy === undefined || level === undefined ? [] : [{ policy, level }],
  );
  return { outcome: gate.outcome, causes };
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
