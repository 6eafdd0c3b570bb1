import type { Organization, OrganizationalUnit } from '../../policy/organization/organization.js';

/** A set of accounts as whole OUs and single accounts. */
export interface AccountCover {
  /** The largest OUs (or the root) whose accounts are all in the set. */
  readonly units: readonly CoveredUnit[];
  /** The other accounts, by OU. */
  readonly rest: readonly PartOfUnit[];
}

export interface CoveredUnit {
  /** Names below the root; empty for the root. */
  readonly path: readonly string[];
  readonly id: string;
  /** Accounts below it, at any depth. */
  readonly accounts: number;
}

export interface PartOfUnit {
  readonly path: readonly string[];
  /** The number of accounts directly in the OU. */
  readonly total: number;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/**
 * Returns different accounts as OUs and accounts, in the order of the tree. An OU with one account is listed as the
 * account.
 */
export function coverOf({ root }: Organization, accounts: readonly string[]): AccountCover {
  return coverBelow(root, [], new Set(accounts)).cover;
}

/** The cover of the chosen accounts in and below an OU, and how many of its accounts are chosen. */
function coverBelow(
  unit: OrganizationalUnit,
  path: readonly string[],
  chosen: ReadonlySet<string>,
): { readonly cover: AccountCover; readonly count: number; readonly total: number } {
  const own = unit.accounts.filter(({ id }) => chosen.has(id)).map(({ id, name }) => ({ id, name }));
  const below = unit.organizationalUnits.map((child) => coverBelow(child, [...path, child.name], chosen));
  const count = below.reduce((sum, child) => sum + child.count, own.length);
  const total = below.reduce((sum, child) => sum + child.total, unit.accounts.length);
  if (count === total && count > 1) {
    return { cover: { units: [{ path, id: unit.id, accounts: count }], rest: [] }, count, total };
  }
  const part = own.length === 0 ? [] : [{ path, total: unit.accounts.length, accounts: own }];
  const units = below.flatMap(({ cover }) => cover.units);
  const rest = [...part, ...below.flatMap(({ cover }) => cover.rest)];
  return { cover: { units, rest }, count, total };
}
