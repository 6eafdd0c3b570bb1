import type { PolicyIntent } from '../intent.js';
import { renderTarget } from '../plan.js';
import { type Finding, quoted } from '../problem.js';
import type { Atlas, Spot } from './atlas.js';
import type { Place } from './draft.js';

/** More attachments than this for one policy make every later plan slow: AWS lists them all for each of them. */
const mostPlaces = 100;

/**
 * The places of a chat policy with exceptions. AWS has no exclusion, so the targets become the largest units and
 * accounts that hold no excepted account.
 */
export function expandExceptions(
  intent: PolicyIntent,
  places: readonly Place[],
  atlas: Atlas | undefined,
  findings: Finding[],
): readonly Place[] {
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
  if (expanded.length > mostPlaces) {
    const message = `the exceptions make ${expanded.length} attachments; at most ${mostPlaces} are reasonable`;
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
  places: readonly Place[],
  atlas: Atlas,
): { readonly expanded: readonly Place[]; readonly torn: readonly Spot[] } {
  const excepted = new Set(intent.except);
  const touched = idsAround(excepted, atlas);
  const expanded = new Map<string, Place>();
  const torn = new Map<string, Spot>();
  const visit = (spot: Spot, from: Place): void => {
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
function idsAround(accounts: ReadonlySet<string>, atlas: Atlas): ReadonlySet<string> {
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
