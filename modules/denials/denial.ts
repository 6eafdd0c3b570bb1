/** The kinds of policies that AWS names in access-denied messages. `unknown`: the message names none. */
export type DenyingPolicyKind =
  | 'service-control-policy'
  | 'resource-control-policy'
  | 'permissions-boundary'
  | 'session-policy'
  | 'identity-policy'
  | 'resource-policy'
  | 'vpc-endpoint-policy'
  | 'unknown';

/** The parts of an access-denied message that could be read. */
export interface Denial {
  readonly kind: DenyingPolicyKind;
  /** `explicit`: a policy denies the request. `implicit`: no policy of this kind allows it. */
  readonly effect: 'explicit' | 'implicit' | 'unknown';
  /** Who sent the message where it is not IAM: the chat application itself. */
  readonly from?: 'chat';
  /** The ARN of the policy; AWS names one, even where several deny. */
  readonly policyArn?: string;
  /** The ARN of the caller as AWS writes it. */
  readonly principal?: string;
  /** The account of the caller, whose service control policies apply. */
  readonly accountId?: string;
  /** The ARN of the role that the caller assumed, with its path; only events have it. */
  readonly roleArn?: string;
  /** `service:Action`. */
  readonly action?: string;
  /** The ARN of the resource, or `*`. */
  readonly resource?: string;
  readonly region?: string;
  /** True if the reason is in an encoded authorization message that AWS STS must decode. */
  readonly encoded?: boolean;
  /**
   * The ID by which AWS's Access Troubleshooter (a preview) returns the evaluation, for at least 24 hours.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied-authorization-id.html (read 2026-11-30)
   */
  readonly authorizationId?: string;
}

/** The parts of the ARN of an assumed-role session. Undefined for any other principal. */
export function assumedRoleOf(
  principal: string | undefined,
): { readonly accountId: string; readonly role: string; readonly session: string } | undefined {
  const parts = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\/(.+)$/.exec(principal ?? '');
  const [, accountId = '', role = '', session = ''] = parts ?? [];
  return parts === null ? undefined : { accountId, role, session };
}

/** The organization and the ID of the policy that an ARN names; undefined for an ARN of something else. */
export function organizationPolicyOf(
  arn: string | undefined,
): { readonly organizationId?: string; readonly type: string; readonly policyId: string } | undefined {
  const pattern =
    /^arn:[^:]+:organizations::[^:/]*:policy\/(?:(o-[a-z0-9]{10,32})\/)?([a-z_]+)\/(p-[A-Za-z0-9_]+)$/;
  const [, organizationId, type = '', policyId] = pattern.exec(arn ?? '') ?? [];
  if (policyId === undefined) return undefined;
  return { ...(organizationId === undefined ? {} : { organizationId }), type, policyId };
}
