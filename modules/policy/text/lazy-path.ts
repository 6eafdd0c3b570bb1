import type { Path } from './path.js';

/** A place in a document while it is read; the path is only put together when something is wrong. */
export interface LazyPath {
  readonly above: LazyPath | undefined;
  readonly key: string | number;
}

/** The place of a key or an item under `above`; undefined is the document itself. */
export function under(above: LazyPath | undefined, key: string | number): LazyPath {
  return { above, key };
}

/** The path of a place, from the document's root. */
export function pathOf(spot: LazyPath | undefined): Path {
  const path: (string | number)[] = [];
  for (let here = spot; here !== undefined; here = here.above) path.push(here.key);
  return path.reverse();
}
