import type { ChatChannel, Organization } from '../policy/organization/organization.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';

/**
 * Warnings about the chat configurations of an organization file: disabled ones, the default guardrail policy, required
 * user roles that no member has, and one channel with different guardrail policies. `pathOf` returns the path of the
 * channel at an index.
 */
export function checkChannels(
  { channels }: Organization,
  pathOf: (index: number) => Path = (index) => ['channels', index],
): readonly Finding[] {
  const own = channels.flatMap((channel, index) => checkChannel(channel, pathOf(index)));
  return [...own, ...checkSharedChannels(channels, pathOf)];
}

function checkChannel(channel: ChatChannel, path: Path): readonly Finding[] {
  const { accountId: account, name: configuration, state, stateReason, userRoleRequired, users } = channel;
  const facts = { account, configuration };
  const found = channel.guardrailPolicyArns.find((arn) => /:iam::aws:policy\/AdministratorAccess$/.test(arn));
  return [
    ...(state === 'DISABLED'
      ? [
          finding(
            'disabled-chat-configuration',
            'warning',
            { path },
            {
              ...facts,
              ...(stateReason === undefined ? {} : { found: stateReason }),
            },
          ),
        ]
      : []),
    ...(found === undefined
      ? []
      : [finding('default-guardrail-policy', 'warning', { path }, { ...facts, found })]),
    ...(userRoleRequired && users?.length === 0
      ? [finding('user-roles-without-users', 'warning', { path }, facts)]
      : []),
  ];
}

/** Channels that several chat configurations link, with guardrail policies that differ. */
function checkSharedChannels(
  channels: readonly ChatChannel[],
  pathOf: (index: number) => Path,
): readonly Finding[] {
  const firstOf = new Map<string, ChatChannel>();
  return channels.flatMap((channel, index) => {
    const { platform, workspaceId, tenantId, teamId, channelId } = channel;
    if (channelId === undefined) return [];
    const key = [platform, workspaceId, tenantId, teamId, channelId].join(' ').toLowerCase();
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, channel);
    if (first === undefined || guardrailsOf(first) === guardrailsOf(channel)) return [];
    const facts = {
      channel: channelId,
      ...{ account: channel.accountId, configuration: channel.name },
      ...{ otherAccount: first.accountId, otherConfiguration: first.name },
    };
    return [finding('different-guardrail-policies', 'warning', { path: pathOf(index) }, facts)];
  });
}

/** The guardrail policies without their accounts: each account has its own copy of a customer managed policy. */
function guardrailsOf({ guardrailPolicyArns }: ChatChannel): string {
  const names = guardrailPolicyArns.map((arn) => arn.replace(/:iam::\d{12}:/, ':iam:::'));
  return JSON.stringify([...new Set(names)].sort());
}
