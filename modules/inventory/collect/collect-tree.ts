import type { MissingPart } from '../../policy/organization/organization.js';
import { AwsFailure } from './aws-failure.js';
import type { CollectedTree } from './collected.js';
import type { AccountItem, Fetch, UnitItem } from './request.js';

/** Walks the organization from its root, every unit at once: two questions each. Rejects where there is no root. */
export async function collectTree(ask: Fetch, missing: MissingPart[]): Promise<CollectedTree> {
  const roots = await ask({ operation: 'ListRoots', subject: '' });
  if ('reason' in roots) throw new AwsFailure('fatal', roots.reason);
  const [root] = roots.items;
  if (root === undefined) throw new AwsFailure('fatal', 'the organization has no root');
  const units = new Map<string, readonly UnitItem[]>();
  const accounts = new Map<string, readonly AccountItem[]>();
  const targets = new Set<string>();
  const visit = async (id: string): Promise<void> => {
    targets.add(id);
    const [below, inside] = await Promise.all([
      ask({ operation: 'ListOrganizationalUnitsForParent', subject: id }),
      ask({ operation: 'ListAccountsForParent', subject: id }),
    ]);
    if ('reason' in inside) missing.push({ what: 'accounts', id, reason: inside.reason });
    else accounts.set(id, inside.items);
    if ('reason' in below) missing.push({ what: 'organizationalUnits', id, reason: below.reason });
    else units.set(id, below.items);
    for (const account of accounts.get(id) ?? []) targets.add(account.id);
    await Promise.all((units.get(id) ?? []).map((unit) => visit(unit.id)));
  };
  await visit(root.id);
  return { root, units, accounts, targets };
}
