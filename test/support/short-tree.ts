import { accountId, type ShortTarget, type ShortUnit } from './organization-file.js';

/** The way from the root to every account, in the order of the tree. */
export function waysOf(root: ShortUnit): readonly (readonly ShortTarget[])[] {
  const inside = (root.accounts ?? []).map((account) => [root, account]);
  const below = (root.units ?? []).flatMap(waysOf).map((way) => [root, ...way]);
  return [...inside, ...below];
}

/** The same tree with an ID for every account. */
export function withIds(root: ShortUnit): ShortUnit {
  let count = 0;
  const unit = (short: ShortUnit): ShortUnit => ({
    ...short,
    accounts: (short.accounts ?? []).map((account) => ({ ...account, id: accountId(++count) })),
    units: (short.units ?? []).map(unit),
  });
  return unit(root);
}

/** The IDs of the accounts anywhere below a unit. */
export function accountIds(unit: ShortUnit): readonly string[] {
  return waysOf(unit).map((way) => way.at(-1)?.id ?? '');
}

/** The root and its units, each before those below it. */
export function unitsOf(root: ShortUnit): readonly ShortUnit[] {
  return [root, ...(root.units ?? []).flatMap(unitsOf)];
}

/** The same tree with one of its units, told by its number in `unitsOf`, changed. */
export function changeUnit(
  root: ShortUnit,
  number: number,
  change: (unit: ShortUnit) => ShortUnit,
): ShortUnit {
  const chosen = unitsOf(root)[number];
  const walk = (unit: ShortUnit): ShortUnit =>
    unit === chosen ? change(unit) : { ...unit, units: (unit.units ?? []).map(walk) };
  return walk(root);
}
