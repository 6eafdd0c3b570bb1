import { unreadAccounts } from '../modules/policy/organization/missing-parts.js';
import { accountsOf, type Organization } from '../modules/policy/organization/organization.js';
import { alternatives, quoted } from '../modules/policy/text/quote.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo } from './cannot-do.js';

/**
 * The id of an account that a command line names by its id, or by its name where that is unique. Throws `CannotDo`
 * with the nearest one where the organization has no such account.
 */
export function accountNamed(organization: Organization, text: string): string {
  const accounts = Array.from(accountsOf(organization), ({ account }) => account);
  if (accounts.some(({ id }) => id === text)) return text;
  const [found, ...others] = accounts.filter(({ name }) => name === text);
  if (found === undefined) throw unknownAccount(organization, text);
  if (others.length === 0) return found.id;
  throw new CannotDo(
    `${others.length + 1} accounts have the name ${quoted(text)}`,
    `use the id: ${alternatives([found, ...others].map(({ id }) => id))}`,
  );
}

/** The error for an account that the organization does not have, with the nearest one or why it may exist after all. */
function unknownAccount(organization: Organization, text: string): CannotDo {
  const accounts = Array.from(accountsOf(organization), ({ account }) => account);
  const ids = accounts.map(({ id }) => id);
  const isId = /^\d+$/.test(text);
  const near = suggest(text, isId ? ids : accounts.map(({ name }) => name));
  const help =
    near !== undefined
      ? `did you mean ${quoted(near)}?`
      : isId
        ? `it has ${ids.length} accounts; a root or an organizational unit is not an account`
        : 'an account id has twelve digits';
  const unread = unreadAccounts(organization);
  return new CannotDo(
    `no account ${quoted(text)} in the organization`,
    unread === undefined ? help : `${unread}; ${help}`,
  );
}
