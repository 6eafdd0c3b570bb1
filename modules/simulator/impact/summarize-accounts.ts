import {
  accountLocations,
  type Organization,
  type OrganizationalUnit,
  oncePerOrganization,
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
 * account.
 */
export function coverOf(organization: Organization, accounts: readonly string[]): AccountCover {
  const units: CoveredUnit[] = [];
  const rest: PartOfUnit[] = [];
  const totals = totalsBelow(organization);
  const locations = accountLocations(organization);
  const chosen = new Map<OrganizationalUnit, string[]>();
  for (const id of accounts) {
    const unit = locations.get(id)?.units.at(-1);
    const own = unit && chosen.get(unit);
    if (own !== undefined) own.push(id);
    else if (unit !== undefined) chosen.set(unit, [id]);
  }
  const counts = new Map<OrganizationalUnit, number>();
  const count = (unit: OrganizationalUnit): number => {
    let below = chosen.get(unit)?.length ?? 0;
    for (const child of unit.organizationalUnits) below += count(child);
    counts.set(unit, below);
    return below;
  };
  count(organization.root);
  const walk = (unit: OrganizationalUnit, path: readonly string[]): void => {
    const below = counts.get(unit) ?? 0;
    if (below === 0) return;
    if (below === totals.get(unit) && below > 1) {
      units.push({ path, id: unit.id, accounts: below });
      return;
    }
    const ids = new Set(chosen.get(unit));
    const own = unit.accounts.filter(({ id }) => ids.has(id)).map(({ id, name }) => ({ id, name }));
    if (own.length > 0) rest.push({ path, total: unit.accounts.length, accounts: own });
    for (const child of unit.organizationalUnits) walk(child, [...path, child.name]);
  };
  walk(organization.root, []);
  return { units, rest };
}

/** The number of accounts below each OU. */
const totalsBelow = oncePerOrganization(({ root }) => {
  const totals = new Map<OrganizationalUnit, number>();
  const count = (unit: OrganizationalUnit): number => {
    let total = unit.accounts.length;
    for (const child of unit.organizationalUnits) total += count(child);
    totals.set(unit, total);
    return total;
  };
  count(root);
  return totals;
});
