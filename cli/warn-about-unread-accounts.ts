import { unreadAccounts, unreadPolicies } from '../modules/policy/organization/missing-parts.js';
import type { Organization } from '../modules/policy/organization/organization.js';
import type { World } from './world.js';

/** Warns that the organization file may lack accounts, beside an answer about all accounts. */
export function warnAboutUnreadAccounts({ stderr }: World, organization: Organization): void {
  const unread = unreadAccounts(organization);
  if (unread !== undefined) stderr.write(`warning: ${unread}; this answer is without them\n`);
}

/** Warns that the organization file lacks service control policies, beside an answer that depends on them. */
export function warnAboutUnreadPolicies({ stderr }: World, organization: Organization): void {
  const unread = unreadPolicies(organization);
  if (unread !== undefined) stderr.write(`warning: ${unread}; what they decide is unknown\n`);
}
