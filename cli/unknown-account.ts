import { unreadAccounts } from '../modules/policy/organization/missing-parts.js';
import { accountsOf, type Organization } from '../modules/policy/organization/organization.js';
import { quoted } from '../modules/policy/text/quote.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo } from './cannot-do.js';

/** That an organization does not have an account, with the one that was meant, or why it may have it after all. */
export function unknownAccount(organization: Organization, accountId: string): CannotDo {
  const known = Array.from(accountsOf(organization), ({ account }) => account.id);
  const near = suggest(accountId, known);
  const help =
    near === undefined
      ? `it has ${known.length} accounts; roots and units are none`
      : `did you mean \`${near}\`?`;
  const unread = unreadAccounts(organization);
  return new CannotDo(
    `no account ${quoted(accountId)} in the organization`,
    unread === undefined ? help : `${unread}; ${help}`,
  );
}
