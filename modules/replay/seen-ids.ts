/** Remembers IDs of events. */
export interface SeenIds {
  /** True the first time that an ID is passed. */
  readonly add: (id: string) => boolean;
}

/**
 * A set of IDs in 16 bytes each or less: a set of strings would need ten times as much for ten million events. Two
 * hashes of 32 bits represent an ID, so among ten million different ones the chance that any is lost is 3 in a million.
 */
export function seenIds(): SeenIds {
  let table = new Uint32Array(1 << 17);
  let count = 0;
  const insert = (into: Uint32Array, high: number, low: number): boolean => {
    const mask = into.length / 2 - 1;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const [first = 0, second = 0] = [into[2 * slot], into[2 * slot + 1]];
      if (first === high && second === low) return false;
      if (first === 0 && second === 0) {
        into[2 * slot] = high;
        into[2 * slot + 1] = low;
        return true;
      }
    }
  };
  return {
    add: (id) => {
      if (4 * count > table.length) {
        const larger = new Uint32Array(table.length * 2);
        for (let at = 0; at < table.length; at += 2) {
          const [high = 0, low = 0] = [table[at], table[at + 1]];
          if (high !== 0 || low !== 0) insert(larger, high, low);
        }
        table = larger;
      }
      const isNew = insert(table, hash(id, 0x811c9dc5), (hash(id, 0x1b873593) | 1) >>> 0);
      if (isNew) count++;
      return isNew;
    },
  };
}

/** FNV-1a with a final mix. */
function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
