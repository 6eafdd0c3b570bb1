import { quoted } from '../text/quote.js';
import { suggest } from '../text/suggest.js';
import { unreadAccounts } from './missing-parts.js';
import { accountsOf, type Organization, type OrganizationalUnit, unitPaths } from './organization.js';

/** Why a name does not select accounts, and what to do. */
interface NotSelected {
  readonly message: string;
  readonly help?: string;
}

/**
 * The IDs of the accounts that a name selects: an account by its ID or unique name; the accounts below an OU by its ID,
 * its path of names (`Workloads/Prod`) or its unique name; all accounts for `root`.
 */
export function accountsNamed(organization: Organization, text: string): readonly string[] | NotSelected {
  const accounts = Array.from(accountsOf(organization), ({ account }) => account);
  if (text === 'root') return accounts.map(({ id }) => id);
  if (accounts.some(({ id }) => id === text)) return [text];
  const paths = [...unitPaths(organization)];
  const exact = paths.filter((path) => path.at(-1)?.id === text || pathText(path) === text);
  const units = exact.length > 0 ? exact : paths.filter((path) => path.at(-1)?.name === text);
  const named = accounts.filter(({ name }) => name === text);
  const ids = [...named.map(({ id }) => id), ...units.map((path) => path.at(-1)?.id ?? '')];
  if (ids.length > 1) {
    return {
      message: `${ids.length} accounts and OUs have the name ${quoted(text)}`,
      help: `use the ID: ${ids.slice(0, 5).join(', ')}`,
    };
  }
  const [account] = named;
  if (account !== undefined) return [account.id];
  const unit = units[0]?.at(-1);
  if (unit === undefined) {
    return notFound(organization, text, [
      ...accounts.flatMap(({ id, name }) => [id, name]),
      ...paths.flatMap((path) => [pathText(path), path.at(-1)?.name ?? '']),
    ]);
  }
  const all = accountsBelow(unit);
  return all.length === 0 ? { message: `no accounts are below the OU ${quoted(text)}` } : all;
}

function notFound(organization: Organization, text: string, names: readonly string[]): NotSelected {
  const near = suggest(text, names);
  const help = [
    unreadAccounts(organization),
    near === undefined ? undefined : `did you mean ${quoted(near)}?`,
  ].filter((part) => part !== undefined);
  return {
    message: `no account or OU ${quoted(text)} in the organization`,
    ...(help.length === 0 ? {} : { help: help.join('; ') }),
  };
}

function accountsBelow({ accounts, organizationalUnits }: OrganizationalUnit): readonly string[] {
  return [...accounts.map(({ id }) => id), ...organizationalUnits.flatMap(accountsBelow)];
}

/** `Workloads/Prod`; the name of the root for the root. */
export function pathText(path: readonly OrganizationalUnit[]): string {
  const [root, ...below] = path;
  return below.length === 0 ? (root?.name ?? '') : below.map(({ name }) => name).join('/');
}
