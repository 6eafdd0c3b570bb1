/** A Slack workspace (AWS: `SlackTeamId`): upper-case letters and digits. */
export function isWorkspaceId(text: string): boolean {
  return workspaceId.test(text);
}

/** A Microsoft Teams tenant or team as a chat policy takes it: a lower-case UUID. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** An AWS account: twelve digits. */
export function isAccountId(text: string): boolean {
  return accountId.test(text);
}

/** A root of an organization, `r-ab12`. */
export function isRootId(text: string): boolean {
  return rootId.test(text);
}

/** An organizational unit, `ou-ab12-abcdefgh`. */
export function isOrganizationalUnitId(text: string): boolean {
  return organizationalUnitId.test(text);
}

/** Anything that a policy can be attached to, by ID. */
export function isTargetId(text: string): boolean {
  return isRootId(text) || isOrganizationalUnitId(text) || isAccountId(text);
}

/** A policy, `p-abcdefgh`; also AWS's own, `p-FullAWSAccess`. */
export function isPolicyId(text: string): boolean {
  return policyId.test(text);
}

/** The name of a chat configuration, the last part of its ARN. */
export function isChatConfigurationName(text: string): boolean {
  return chatConfigurationName.test(text);
}

const workspaceId = /^[0-9A-Z]{1,255}$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const accountId = /^\d{12}$/;
const rootId = /^r-[0-9a-z]{4,32}$/;
const organizationalUnitId = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;
const policyId = /^p-[0-9a-zA-Z_]{8,128}$/;
const chatConfigurationName = /^[A-Za-z0-9_-]{1,128}$/;
