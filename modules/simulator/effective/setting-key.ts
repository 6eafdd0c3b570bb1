/** A setting in a chat policy, as one object per setting: AWS ignores the case of keys, including workspace IDs. */
export interface SettingKey {
  /** Keys from the document's root, in lower case. */
  readonly path: readonly string[];
  /** The last of them; the empty text at the root. */
  readonly key: string;
  readonly above: SettingKey | undefined;
  /** Settings are in a document in the order of this text. */
  readonly order: string;
  /** Places under the same parent are in the order of this text. */
  readonly rank: string;
  /** The place of a key under this one. */
  readonly at: (key: string) => SettingKey;
}

/** The root of a document, from which all other places come. One for every organization. */
export function rootKey(): SettingKey {
  return placeAt([], undefined, '');
}

/** Sorts the parts below one parent in the order of the document; parts of the same place keep their order. */
export function inOrder<T extends AtKey>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => compare(a.place.rank, b.place.rank));
}

/**
 * Joins each addition to the part at its place, or to nothing. All are below one parent; both lists, and the
 * answer, are in the order of the document. `join` is given the `context`: it is called at every place of every policy,
 * and a function made for each call would be much of what a merge costs.
 */
export function joinInOrder<T extends AtKey, A extends AtKey, C>(
  items: readonly T[],
  additions: readonly A[],
  join: (item: T | undefined, addition: A, context: C) => T,
  context: C,
): readonly T[] {
  const joined = items.slice();
  let index = 0;
  for (const addition of additions) {
    const { place } = addition;
    let item = joined[index];
    while (item !== undefined && item.place !== place && item.place.rank < place.rank) item = joined[++index];
    if (item?.place === place) joined[index] = join(item, addition, context);
    else joined.splice(index, 0, join(undefined, addition, context));
    index++;
  }
  return joined;
}

interface AtKey {
  readonly place: SettingKey;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function placeAt(path: readonly string[], above: SettingKey | undefined, rank: string): SettingKey {
  const below = new Map<string, SettingKey>();
  const place: SettingKey = {
    path,
    key: path.at(-1) ?? '',
    above,
    rank,
    order: above === undefined ? rank : `${above.order}/${rank}`,
    at: (key) => {
      const known = below.get(key);
      if (known !== undefined) return known;
      const folded = key.toLowerCase();
      const made = folded === key ? placeAt([...path, key], place, `${rankOf(key)}${key}`) : place.at(folded);
      below.set(key, made);
      return made;
    },
  };
  return place;
}

/** The order in which AWS's documentation writes the keys; IDs come in the order of their characters. */
const keyOrder = [
  'platforms',
  'slack',
  'microsoft_teams',
  'chime',
  'client',
  'workspaces',
  'tenants',
  'default',
  'overrides',
];

function rankOf(key: string): number {
  return keyOrder.indexOf(key) + 1;
}
