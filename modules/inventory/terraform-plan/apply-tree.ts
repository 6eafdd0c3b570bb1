import { stringOf } from '../../policy/text/json.js';
import { hasArgument } from './find-referred.js';
import {
  attachUnknown,
  changesOf,
  type Draft,
  destroys,
  idAfter,
  idOf,
  isUnknown,
  newTarget,
  parentOf,
  targetReferred,
  warnOfAnother,
} from './plan-draft.js';
import type { ResourceChange } from './read-terraform-plan.js';

/** Applies the OUs and accounts of a plan: those that it creates, and where the others are afterwards. */
export function applyTree(draft: Draft): void {
  const units = changesOf(draft.plan, 'unit');
  const accounts = changesOf(draft.plan, 'account');
  for (const change of units) create(draft, change, true);
  for (const change of accounts) create(draft, change, false);
  for (const change of [...units, ...accounts]) move(draft, change);
  for (const change of accounts) removeAccount(draft, change);
  for (const change of units) removeUnit(draft, change);
}

/** A new OU or account. One that the plan moves and the organization file lacks is new as well. */
function create(draft: Draft, change: ResourceChange, isUnit: boolean): void {
  const { actions, before, after, isDeferred } = change;
  const id = idAfter(change);
  const isMoved = actions.includes('update') && parentOf(before) !== parentOf(after);
  if (isDeferred || draft.nodes.has(id) || !(actions.includes('create') || isMoved)) return;
  const name = stringOf(after?.['name']) || stringOf(after?.['account_name']) || id;
  const target = newTarget(draft, id, name);
  const base = isUnit ? { ...target, accounts: [], organizationalUnits: [] } : target;
  draft.nodes.set(id, { base, isUnit, parent: draft.organization.root.id });
}

/** An OU or account inherits from its new parent; where that is not known, what it inherits is unknown. */
function move(draft: Draft, change: ResourceChange): void {
  const { address, before, after, isDeferred } = change;
  const id = idAfter(change);
  const node = draft.nodes.get(id);
  if (before !== undefined) comparePlace(draft, change);
  if (node === undefined || (after === undefined && !isDeferred)) return;
  const parent = isDeferred ? undefined : parentAfter(draft, change, node.parent);
  if (parent !== undefined) node.parent = parent;
  else {
    const facts = node.isUnit
      ? ({ rule: 'unit-parent', resource: address, target: id } as const)
      : ({ rule: 'account-parent', resource: address, account: id } as const);
    moveToUnknown(draft, change, [id], facts);
  }
}

/** The ID of the parent after the plan; undefined where it is known only after apply. */
function parentAfter(draft: Draft, change: ResourceChange, current: string): string | undefined {
  const stated = parentOf(change.after);
  if (stated !== '') {
    if (draft.nodes.get(stated)?.isUnit === true && !isWithin(draft, stated, idAfter(change))) return stated;
    warnOfAnother(draft, { rule: 'target', resource: change.address, target: stated });
    return undefined;
  }
  if (!isUnknown(change, 'parent_id') && !isUnknown(change, 'parent_ids')) return current;
  // Without the argument, AWS creates an account in the root.
  const argument = ['parent_id', 'parent_ids'].find((each) => hasArgument(draft.plan, change, each));
  return argument === undefined ? current : targetReferred(draft, change, argument);
}

function isWithin({ nodes }: Draft, id: string, unit: string): boolean {
  for (let at = id; at !== ''; at = nodes.get(at)?.parent ?? '') if (at === unit) return true;
  return false;
}

/** All that is certain of a parent that is not known: it inherits from the root. */
function moveToUnknown(
  draft: Draft,
  change: ResourceChange,
  ids: readonly string[],
  facts: Parameters<typeof attachUnknown>[3],
): void {
  for (const id of ids) {
    const node = draft.nodes.get(id);
    if (node !== undefined) node.parent = draft.organization.root.id;
  }
  attachUnknown(draft, change, ids, facts);
}

/** Reports an OU or account that the organization file lacks or has elsewhere. */
function comparePlace(draft: Draft, { address, before }: ResourceChange): void {
  const target = idOf(before);
  const found = draft.index.spots.get(target);
  const was = parentOf(before);
  if (found === undefined) warnOfAnother(draft, { rule: 'target', resource: address, target });
  else if (was !== '' && found.parent?.node.id !== was)
    warnOfAnother(draft, { rule: 'parent', resource: address, target });
}

/** An account leaves the organization, or is closed. */
function removeAccount(draft: Draft, change: ResourceChange): void {
  const account = idOf(change.before);
  if (change.isDeferred || !destroys(change) || !draft.nodes.has(account)) return;
  if (change.before?.['close_on_deletion'] === true) {
    attachUnknown(draft, change, [account], { rule: 'closed-account', resource: change.address, account });
  } else draft.nodes.delete(account);
}

/** AWS deletes only an empty OU, so accounts that the plan leaves in it go somewhere that the plan does not show. */
function removeUnit(draft: Draft, change: ResourceChange): void {
  const id = idOf(change.before);
  if (!destroys(change) || !draft.nodes.has(id)) return;
  const within = [...draft.nodes].filter(([each]) => isWithin(draft, each, id));
  const accounts = within.flatMap(([each, { isUnit }]) => (isUnit ? [] : [each]));
  if (accounts.length > 0) {
    const facts = { rule: 'removed-unit', resource: change.address, count: accounts.length } as const;
    moveToUnknown(draft, change, accounts, facts);
  }
  for (const [each, { isUnit }] of within) if (isUnit) draft.nodes.delete(each);
}
