import type { PolicyIntent } from '../intent.js';
import {
  accountsBelow,
  type OrganizationIndex,
  type OrganizationNode,
  spotOf,
} from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { renderTarget } from './plan.js';

/** More attachments of one policy make every later plan slow: Terraform lists all of them for each of them. */
const maxTargets = 100;

/**
 * The targets of a chat policy with `except`. AWS has no exclusion, so the policy is attached to the largest
 * organizational units, and the accounts, that contain no exempt account.
 */
export function expandExceptions(
  intent: PolicyIntent,
  places: readonly ResolvedTarget[],
  index: OrganizationIndex | undefined,
  findings: Finding[],
): readonly ResolvedTarget[] {
  const at = { path: [...intent.path, 'except'] };
  if (intent.except.length === 0) return places;
  if (index === undefined) {
    findings.push(finding('except-needs-organization', 'error', at, {}));
    return places;
  }
  const { expanded, torn } = expand(intent, places, index);
  if (expanded.length === 0 && places.length > 0)
    findings.push(finding('except-leaves-nothing', 'error', at, {}));
  if (expanded.length > maxTargets) {
    const facts = { count: expanded.length, limit: maxTargets };
    findings.push(finding('except-too-many-targets', 'error', at, facts));
  }
  if (torn.length > 0) {
    const targets = torn.map((spot) => renderTarget(spot.target));
    findings.push(finding('except-accounts-to-come', 'warning', at, { targets }));
  }
  return expanded;
}

function expand(
  intent: PolicyIntent,
  places: readonly ResolvedTarget[],
  index: OrganizationIndex,
): { readonly expanded: readonly ResolvedTarget[]; readonly torn: readonly OrganizationNode[] } {
  const exempt = new Set(intent.except);
  const touched = idsAround(exempt, index);
  const expanded = new Map<string, ResolvedTarget>();
  const torn = new Map<string, OrganizationNode>();
  const visit = (spot: OrganizationNode, from: ResolvedTarget): void => {
    const { id } = spot.node;
    if (!touched.has(id)) {
      const place = from.key === id ? from : { ...from, target: spot.target, key: id, node: spot.node };
      expanded.set(id, expanded.get(id) ?? place);
      return;
    }
    if (spot.unit === undefined) return;
    torn.set(id, spot);
    for (const below of [...spot.unit.accounts, ...spot.unit.organizationalUnits]) {
      const next = index.spots.get(below.id);
      if (next !== undefined) visit(next, from);
    }
  };
  for (const place of places) {
    const spot = index.spots.get(place.key);
    if (spot !== undefined) visit(spot, place);
  }
  return { expanded: [...expanded.values()], torn: [...torn.values()] };
}

/** The accounts and everything above them. */
function idsAround(accounts: ReadonlySet<string>, index: OrganizationIndex): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const account of accounts) {
    for (let spot = index.spots.get(account); spot !== undefined; spot = spot.parent) ids.add(spot.node.id);
  }
  return ids;
}

/** Accounts in `except` that are targets themselves, or that are not below the targets. */
export function checkExceptions(
  { except, path, targets, rollout = [targets] }: PolicyIntent,
  places: readonly ResolvedTarget[],
  index: OrganizationIndex | undefined,
): Finding[] {
  const keys = new Set(places.map(({ key }) => key));
  const reached = rollout.flat().map(({ target }) => index && spotOf(index, target)?.node.id);
  return except.flatMap((account, position): Finding[] => {
    const at = { path: [...path, 'except', position] };
    if (keys.has(account)) {
      return [finding('conflicting-keys', 'error', at, { rule: 'target-in-except', account })];
    }
    if (index === undefined || isBelow(account, new Set(reached), index)) return [];
    const rule = index.spots.has(account) ? 'outside' : 'unknown-account';
    // The account may be below a target that is misspelt.
    if (rule === 'outside' && reached.includes(undefined)) return [];
    return [finding('except-outside-targets', 'warning', at, { rule, account })];
  });
}

function isBelow(account: string, keys: ReadonlySet<string | undefined>, index: OrganizationIndex): boolean {
  for (let spot = index.spots.get(account); spot !== undefined; spot = spot.parent) {
    if (keys.has(spot.node.id)) return true;
  }
  return false;
}

/** A warning if the management account, which SCPs do not affect, is the only account below the targets. */
export function checkManagementAccount(
  { intent, places }: Draft,
  index: OrganizationIndex | undefined,
): Finding[] {
  if (index === undefined) return [];
  const { managementAccountId } = index.organization;
  let found = false;
  for (const { key } of places) {
    const spot = index.spots.get(key);
    for (const { id } of spot === undefined ? [] : accountsBelow(spot)) {
      if (id !== managementAccountId) return [];
      found = true;
    }
  }
  if (!found) return [];
  const at = { path: [...intent.path, 'targets'] };
  return [finding('only-management-account', 'warning', at, { account: managementAccountId })];
}
