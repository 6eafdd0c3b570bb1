import { unreadAccounts } from '../modules/policy/organization/missing-parts.js';
import { accountsOf, type Organization } from '../modules/policy/organization/organization.js';
import { alternatives, quoted } from '../modules/policy/text/quote.js';
import { suggest } from '../modules/policy/text/suggest.js';
import { CannotDo } from './cannot-do.js';

/**
 * Returns the ID of an account that a command line names by its ID or by a unique name. Throws `CannotDo` with the
 * nearest account if the organization has no such account.
 */
export function accountNamed(organization: Organization, text: string): string {
  const accounts = Array.from(accountsOf(organization), ({ account }) => account);
  if (accounts.some(({ id }) => id === text)) return text;
  const [found, ...others] = accounts.filter(({ name }) => name === text);
  if (found === undefined) throw unknownAccount(organization, text);
  if (others.length === 0) return found.id;
  throw new CannotDo(
    `${others.length + 1} accounts have the name ${quoted(text)}`,
    `use the ID: ${alternatives([found, ...others].map(({ id }) => id))}`,
  );
}

/** The error for an account that the organization does not have, with the nearest one or why it may exist after all. */
function unknownAccount(organization: Organization, text: string): CannotDo {
  const accounts = Array.from(accountsOf(organization), ({ account }) => account);
  const ids = accounts.map(({ id }) => id);
  const isId = /^\d+$/.test(text);
  const near = suggest(text, isId ? ids : accounts.map(({ name }) => name));
  const kind = /^(r|ou)-/.exec(text)?.[1];
  const help =
    kind !== undefined
      ? `this is the ID of ${kind === 'r' ? 'a root' : 'an OU'}; use an account ID`
      : near !== undefined
        ? `did you mean ${quoted(near)}?`
        : isId
          ? `the organization has ${ids.length} accounts; collect it again if the account is new`
          : 'an account ID has 12 digits';
  const unread = unreadAccounts(organization);
  return new CannotDo(
    `no account ${quoted(text)} in the organization`,
    unread === undefined ? help : `${unread}; ${help}`,
  );
}
