import type { Path } from './problem.js';

/** A place in a document while it is read; the path is only put together when something is wrong. */
export interface Spot {
  readonly above: Spot | undefined;
  readonly key: string | number;
}

/** The place of a key or an item under `above`; undefined is the document itself. */
export function under(above: Spot | undefined, key: string | number): Spot {
  return { above, key };
}

/** The path of a place, from the document's root. */
export function pathOf(spot: Spot | undefined): Path {
  const path: (string | number)[] = [];
  for (let here = spot; here !== undefined; here = here.above) path.push(here.key);
  return path.reverse();
}
