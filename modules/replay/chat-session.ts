import type { RoleSetting } from '../policy/intent.js';
import type { ChatChannel, Organization } from '../policy/organization/organization.js';
import type { CallRecord } from './record.js';

/**
 * Calls that the chat service makes for itself to render notifications. AWS publishes no list: these are observed, and
 * inferred from the permissions of the notification role (2026-11-30).
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/intro-to-the-aws-cli-in-slack.html
 */
const backgroundCalls: ReadonlySet<string> = new Set([
  'logs.amazonaws.com DescribeLogGroups',
  'logs.amazonaws.com DescribeMetricFilters',
  'monitoring.amazonaws.com GetMetricWidgetImage',
]);

/** True for a call that the chat service makes for itself, not for a person or an alarm. */
export function isBackgroundCall({ source, name }: Pick<CallRecord, 'source' | 'name'>): boolean {
  return backgroundCalls.has(`${source} ${name}`);
}

/** Who made a call. */
export interface Caller {
  readonly principalType?: string | undefined;
  /** `AROA…:SESSION` of an assumed role. */
  readonly principalId?: string | undefined;
  readonly principalArn?: string | undefined;
}

/**
 * True for a call from chat, as far as the record shows: chat sessions are assumed roles whose session name contains
 * `chatbot`. Anyone who can assume the role can choose that name too.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/cloudtrail-logs.html
 */
export function isFromChat({ principalType, principalId = '', principalArn = '' }: Caller): boolean {
  const isRole = principalType === undefined || /^(?:AssumedRole|Role)$/i.test(principalType);
  const session = principalId.includes(':')
    ? principalId.slice(principalId.indexOf(':') + 1)
    : /:assumed-role\/[^/]+\/(.+)$/.exec(principalArn)?.[1];
  return isRole && session !== undefined && /chatbot/i.test(session);
}

/** A chat configuration that calls can have come from, and whose role they ran in. */
export interface Candidate {
  readonly channel: ChatChannel;
  readonly role: RoleSetting;
  /** The IDs of the members who chose this role; empty for the role of the channel. */
  readonly users: readonly string[];
}

/** Finds the chat configurations that use a role: as the role of the channel, or as the role that members chose. */
export function candidatesByRole({ channels }: Organization): (roleArn: string) => readonly Candidate[] {
  const byRole = new Map<string, Candidate[]>();
  const add = (roleArn: string, candidate: Candidate): void => {
    byRole.set(roleArn, [...(byRole.get(roleArn) ?? []), candidate]);
  };
  for (const channel of channels) {
    if (channel.roleArn !== undefined) add(channel.roleArn, { channel, role: 'channel_role', users: [] });
    const members = new Map<string, string[]>();
    for (const { userId, roleArn } of channel.users ?? []) {
      if (roleArn !== undefined) members.set(roleArn, [...(members.get(roleArn) ?? []), userId]);
    }
    for (const [roleArn, users] of members) add(roleArn, { channel, role: 'user_role', users });
  }
  return (roleArn) => byRole.get(roleArn) ?? [];
}
