import type { PolicyIntent } from '../intent.js';
import { type Finding, quoted } from '../problem.js';
import type { Atlas } from './atlas.js';
import type { Place } from './draft.js';

/** What exceptions say that cannot be meant: an account that is a target itself, or that no target holds. */
export function checkExceptions(
  { except, path }: PolicyIntent,
  places: readonly Place[],
  atlas: Atlas | undefined,
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

function isBelow(account: string, keys: ReadonlySet<string>, atlas: Atlas): boolean {
  for (let spot = atlas.spots.get(account); spot !== undefined; spot = spot.parent) {
    if (keys.has(spot.node.id)) return true;
  }
  return false;
}
