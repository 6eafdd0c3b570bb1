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

/** Returns a set of accounts as OUs and accounts, in the order of the tree. An OU with one account is listed as the account. */
export function coverOf(organization: Organization, accounts: ReadonlySet<string>): AccountCover {
  const units: CoveredUnit[] = [];
  const rest: PartOfUnit[] = [];
  const counted = counts(organization, accounts);
  const walk = (unit: OrganizationalUnit, path: readonly string[]): void => {
    const { total, chosen } = counted.get(unit) ?? { total: 0, chosen: 0 };
    if (chosen === 0) return;
    if (chosen === total && total > 1) {
      units.push({ path, id: unit.id, accounts: total });
      return;
    }
    const own = unit.accounts.filter(({ id }) => accounts.has(id)).map(({ id, name }) => ({ id, name }));
    if (own.length > 0) rest.push({ path, total: unit.accounts.length, accounts: own });
    for (const child of unit.organizationalUnits) walk(child, [...path, child.name]);
  };
  walk(organization.root, []);
  return { units, rest };
}

function counts(
  organization: Organization,
  accounts: ReadonlySet<string>,
): ReadonlyMap<OrganizationalUnit, { readonly total: number; readonly chosen: number }> {
  const counted = new Map<OrganizationalUnit, { readonly total: number; readonly chosen: number }>();
  const count = (unit: OrganizationalUnit): { readonly total: number; readonly chosen: number } => {
    let total = unit.accounts.length;
    let chosen = unit.accounts.filter(({ id }) => accounts.has(id)).length;
    for (const child of unit.organizationalUnits) {
      const below = count(child);
      total += below.total;
      chosen += below.chosen;
    }
    counted.set(unit, { total, chosen });
    return { total, chosen };
  };
  count(organization.root);
  return counted;
}
