import {
  accountLocations,
  cachePerOrganization,
  type Organization,
  type OrganizationalUnit,
} from '../../policy/organization/organization.js';

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
 * account. Reads only the OUs of these accounts: a page asks about many sets.
 */
export function coverOf(organization: Organization, accounts: readonly string[]): AccountCover {
  const locations = accountLocations(organization);
  const totals = accountTotals(organization);
  const chosen = new Map<OrganizationalUnit, Set<string>>();
  const counts = new Map<OrganizationalUnit, number>();
  for (const id of accounts) {
    const unit = locations.get(id)?.units.at(-1);
    if (unit !== undefined) chosen.set(unit, (chosen.get(unit) ?? new Set()).add(id));
  }
  for (const ids of chosen.values()) {
    const [first = ''] = ids;
    for (const unit of locations.get(first)?.units ?? [])
      counts.set(unit, (counts.get(unit) ?? 0) + ids.size);
  }
  const units: CoveredUnit[] = [];
  const rest: PartOfUnit[] = [];
  const visit = (unit: OrganizationalUnit, path: readonly string[]): void => {
    const count = counts.get(unit);
    if (count === undefined) return;
    if (count === totals.get(unit) && count > 1) {
      units.push({ path, id: unit.id, accounts: count });
      return;
    }
    const ids = chosen.get(unit);
    if (ids !== undefined) {
      const own = unit.accounts.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
      rest.push({ path, total: unit.accounts.length, accounts: own });
    }
    for (const child of unit.organizationalUnits) visit(child, [...path, child.name]);
  };
  visit(organization.root, []);
  return { units, rest };
}

/** The number of accounts below each OU, at any depth. */
const accountTotals = cachePerOrganization(({ root }): ReadonlyMap<OrganizationalUnit, number> => {
  const totals = new Map<OrganizationalUnit, number>();
  const count = (unit: OrganizationalUnit): number => {
    const total = unit.organizationalUnits.reduce((sum, child) => sum + count(child), unit.accounts.length);
    totals.set(unit, total);
    return total;
  };
  count(root);
  return totals;
});
