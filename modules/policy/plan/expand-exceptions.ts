import type { PolicyIntent } from '../intent.js';
import {
  accountsBelow,
  type OrganizationIndex,
  type OrganizationNode,
} from '../organization/organization-index.js';
import type { Finding } from '../problems/problem.js';
import { quoted } from '../text/quote.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { renderTarget } from './plan.js';

/** More attachments than this for one policy make every later plan slow: AWS lists them all for each of them. */
const maxTargets = 100;

/**
 * The places of a chat policy with exceptions. AWS has no exclusion, so the targets become the largest units and
 * accounts that hold no excepted account.
 */
export function expandExceptions(
  intent: PolicyIntent,
  places: readonly ResolvedTarget[],
  atlas: OrganizationIndex | undefined,
  findings: Finding[],
): readonly ResolvedTarget[] {
  const path = [...intent.path, 'except'];
  if (intent.except.length === 0) return places;
  if (atlas === undefined) {
    const message = 'a chat policy cannot except accounts: AWS has no exclusion';
    const help = 'name an `organization` file; the targets then become the units and accounts around them';
    findings.push({ kind: 'except-needs-organization', severity: 'error', path, message, help });
    return places;
  }
  const { expanded, torn } = expand(intent, places, atlas);
  if (expanded.length === 0 && places.length > 0) findings.push(nothingLeft(intent));
  if (expanded.length > maxTargets) {
    const message = `the exceptions make ${expanded.length} attachments; at most ${maxTargets} are reasonable`;
    const help = 'move the excepted accounts into a unit of their own, or name the targets one by one';
    findings.push({ kind: 'except-too-many-targets', severity: 'error', path, message, help });
  }
  if (torn.length > 0) {
    const names = torn.map((spot) => quoted(renderTarget(spot.target)));
    const message = `accounts that come later to ${names.slice(0, 5).join(', ')}${names.length > 5 ? ' and other units' : ''} are not reached`;
    const help = 'collect the organization and plan again when accounts come or move';
    findings.push({ kind: 'except-accounts-to-come', severity: 'warning', path, message, help });
  }
  return expanded;
}

function expand(
  intent: PolicyIntent,
  places: readonly ResolvedTarget[],
  atlas: OrganizationIndex,
): { readonly expanded: readonly ResolvedTarget[]; readonly torn: readonly OrganizationNode[] } {
  const excepted = new Set(intent.except);
  const touched = idsAround(excepted, atlas);
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
      const next = atlas.spots.get(below.id);
      if (next !== undefined) visit(next, from);
    }
  };
  for (const place of places) {
    const spot = atlas.spots.get(place.key);
    if (spot !== undefined) visit(spot, place);
  }
  return { expanded: [...expanded.values()], torn: [...torn.values()] };
}

/** The accounts and everything above them. */
function idsAround(accounts: ReadonlySet<string>, atlas: OrganizationIndex): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const account of accounts) {
    for (let spot = atlas.spots.get(account); spot !== undefined; spot = spot.parent) ids.add(spot.node.id);
  }
  return ids;
}

function nothingLeft({ path }: PolicyIntent): Finding {
  const message = 'every account below the targets is excepted';
  const help = 'remove exceptions, or the policy';
  return { kind: 'except-leaves-nothing', severity: 'error', path: [...path, 'except'], message, help };
}

/** What exceptions say that cannot be meant: an account that is a target itself, or that no target holds. */
export function checkExceptions(
  { except, path }: PolicyIntent,
  places: readonly ResolvedTarget[],
  atlas: OrganizationIndex | undefined,
): Finding[] {
  const keys = new Set(places.map(({ key }) => key));
  return except.flatMap((account, index): Finding[] => {
    const place = [...path, 'except', index];
    if (keys.has(account)) {
      const message = `${quoted(account)} is a target and excepted`;
      const help = 'keep one of them';
      return [{ kind: 'conflicting-keys', severity: 'error', path: place, message, help }];
    }
    if (atlas === undefined || isBelow(account, keys, atlas)) return [];
    const message = atlas.spots.has(account)
      ? `${quoted(account)} is not below the targets, so that there is nothing to except`
      : `no account ${quoted(account)} in the organization file`;
    const help = 'remove it, or look whether another account was meant';
    return [{ kind: 'except-outside-targets', severity: 'warning', path: place, message, help }];
  });
}

function isBelow(account: string, keys: ReadonlySet<string>, atlas: OrganizationIndex): boolean {
  for (let spot = atlas.spots.get(account); spot !== undefined; spot = spot.parent) {
    if (keys.has(spot.node.id)) return true;
  }
  return false;
}

/** Warns about a guardrail that no account but the management account could be bound by: no SCP binds that one. */
export function checkManagementAccount(
  { intent, places }: Draft,
  atlas: OrganizationIndex | undefined,
): Finding[] {
  if (atlas === undefined) return [];
  const { managementAccountId } = atlas.organization;
  let found = false;
  for (const { key } of places) {
    const spot = atlas.spots.get(key);
    for (const { id } of spot === undefined ? [] : accountsBelow(spot)) {
      if (id !== managementAccountId) return [];
      found = true;
    }
  }
  if (!found) return [];
  const path = [...intent.path, 'targets'];
  const message = 'the only account below the targets is the management account, which no SCP binds';
  const help = 'a chat policy does reach the management account; or give its channels guardrail policies';
  return [{ kind: 'only-management-account', severity: 'warning', path, message, help }];
}
