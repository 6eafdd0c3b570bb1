import type { Organization, OrganizationalUnit } from '../../policy/organization/organization.js';

/** A set of accounts in few words: whole units, then single accounts. */
export interface AccountCover {
  /** Units (or the root) of which every account below is in the set, the largest ones. */
  readonly units: readonly CoveredUnit[];
  /** Accounts that no such unit holds, by unit. */
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
  /** Accounts directly in the unit. */
  readonly total: number;
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
}

/** Says which accounts a set holds, in the order of the tree. A unit with a single account is named by the account. */
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
