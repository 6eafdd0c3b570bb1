import { awsLimits } from '../../policy/limits.js';
import type { MissingPart } from '../../policy/organization/organization.js';
import { AwsFailure } from './aws-failure.js';
import type { CollectedTree } from './collected.js';
import type { AccountItem, Fetch, UnitItem } from './request.js';

/** Reads the organization tree from the root, with two requests for each OU, in parallel. Rejects if AWS returns no root. */
export async function collectTree(ask: Fetch, missing: MissingPart[]): Promise<CollectedTree> {
  const roots = await ask({ operation: 'ListRoots', subject: '' });
  if ('reason' in roots) throw new AwsFailure('fatal', roots.reason);
  const [root] = roots.items;
  if (root === undefined) throw new AwsFailure('fatal', 'ListRoots: the organization has no root');
  const units = new Map<string, readonly UnitItem[]>();
  const accounts = new Map<string, readonly AccountItem[]>();
  const targets = new Set<string>([root.id]);
  const visit = async (id: string, depth: number): Promise<void> => {
    const [below, inside] = await Promise.all([
      ask({ operation: 'ListOrganizationalUnitsForParent', subject: id }),
      ask({ operation: 'ListAccountsForParent', subject: id }),
    ]);
    if ('reason' in inside) missing.push({ what: 'accounts', id, reason: inside.reason });
    else accounts.set(id, uniqueById(inside.items));
    if ('reason' in below) {
      missing.push({ what: 'organizationalUnits', id, reason: below.reason });
      return;
    }
    const found = uniqueById(below.items);
    const children =
      depth === awsLimits.organizationalUnitDepth ? [] : found.filter((unit) => !targets.has(unit.id));
    if (children.length < found.length) missing.push({ what: 'organizationalUnits', id, reason: noTree });
    for (const unit of children) targets.add(unit.id);
    units.set(id, children);
    await Promise.all(children.map((unit) => visit(unit.id, depth + 1)));
  };
  await visit(root.id, 0);
  const places = withoutMoved(accounts, missing);
  for (const account of [...places.values()].flat()) targets.add(account.id);
  return { root, units, accounts: places, targets };
}

const noTree =
  'ListOrganizationalUnitsForParent: an OU is in two places or nested too deep; it was moved meanwhile, collect again';

/** Leaves out accounts that are in two OUs: they were moved while the tree was read. */
function withoutMoved(
  accounts: ReadonlyMap<string, readonly AccountItem[]>,
  missing: MissingPart[],
): ReadonlyMap<string, readonly AccountItem[]> {
  const seen = new Set<string>();
  const moved = new Set<string>();
  for (const { id } of [...accounts.values()].flat()) (seen.has(id) ? moved : seen).add(id);
  const reason = 'ListAccountsForParent: it is in two OUs; it was moved meanwhile, collect again';
  for (const id of moved) missing.push({ what: 'place', id, reason });
  return new Map([...accounts].map(([unit, items]) => [unit, items.filter(({ id }) => !moved.has(id))]));
}

/** The items, each ID once. */
export function uniqueById<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
