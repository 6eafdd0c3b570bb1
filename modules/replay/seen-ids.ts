/** Remembers IDs of events. */
export interface SeenIds {
  /** True the first time that an ID is passed. */
  readonly add: (id: string) => boolean;
}

/**
 * A set of IDs in 22 bytes each or less: a set of strings would need ten times as much for ten million events. Two
 * hashes of 32 bits represent an ID: that any of ten million different ones is lost has a chance of about 1 in 100,000.
 */
export function seenIds(): SeenIds {
  let all = hashSet(1 << 16);
  return {
    add: (id) => {
      if (all.isFull()) {
        const larger = hashSet(2 * all.slots);
        all.each(larger.add);
        all = larger;
      }
      return all.add(hashesOf(id));
    },
  };
}

/**
 * Remembers the latest IDs in memory that does not grow: at least ¾ × `slots` different ones, a power of 2.
 * `hasForgotten` is true when older ones are forgotten.
 */
export function recentIds(slots: number): SeenIds & { readonly hasForgotten: () => boolean } {
  let recent = hashSet(slots);
  let older: HashSet | undefined;
  let hasForgotten = false;
  return {
    add: (id) => {
      const hashes = hashesOf(id);
      if (older?.has(hashes) === true) return false;
      if (recent.isFull()) {
        hasForgotten = older !== undefined;
        older = recent;
        recent = hashSet(slots);
        if (older.has(hashes)) return false;
      }
      return recent.add(hashes);
    },
    hasForgotten: () => hasForgotten,
  };
}

/** Two hashes of an ID; the second is not 0. */
type Hashes = readonly [number, number];

interface HashSet {
  readonly slots: number;
  /** True if a quarter of the slots is free: more would make it slow. */
  readonly isFull: () => boolean;
  readonly has: (hashes: Hashes) => boolean;
  readonly add: (hashes: Hashes) => boolean;
  readonly each: (use: (hashes: Hashes) => void) => void;
}

function hashSet(slots: number): HashSet {
  const table = new Uint32Array(2 * slots);
  let count = 0;
  /** Where the hashes are, or the free place for them. */
  const placeOf = ([high, low]: Hashes): number => {
    let at = (2 * low) & (table.length - 1);
    while (table[at + 1] !== 0 && (table[at] !== high || table[at + 1] !== low))
      at = (at + 2) & (table.length - 1);
    return at;
  };
  return {
    slots,
    isFull: () => 4 * count >= 3 * slots,
    has: (hashes) => table[placeOf(hashes) + 1] !== 0,
    add: (hashes) => {
      const at = placeOf(hashes);
      if (table[at + 1] !== 0) return false;
      [table[at], table[at + 1]] = hashes;
      count++;
      return true;
    },
    each: (use) => {
      for (let at = 0; at < table.length; at += 2) {
        const low = table[at + 1] ?? 0;
        if (low !== 0) use([table[at] ?? 0, low]);
      }
    },
  };
}

/** FNV-1a with a final mix, from two seeds. */
function hashesOf(text: string): Hashes {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x01000193);
  }
  return [mixed(high), (mixed(low) | 1) >>> 0];
}

function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
