/**
 * The statement ID made from a policy's name: its words joined, in letters and digits, as AWS requires
 * (`no-database-drops` becomes `NoDatabaseDrops`). Undefined when the name has neither.
 */
export function sidOf(name: string): string | undefined {
  const words = name.match(/[A-Za-z0-9]+/g);
  return words?.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** A statement ID for every name. Names that would share one get a different suffix each, in any order. */
export function sidsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const users = new Map<string, Set<string>>();
  for (const name of names) {
    const sid = sidOf(name) ?? 'Guardrail';
    users.set(sid, (users.get(sid) ?? new Set()).add(name));
  }
  const sids = new Map<string, string>();
  for (const [sid, sharing] of users) {
    for (const name of sharing) sids.set(name, sharing.size === 1 ? sid : `${sid}${mark(name)}`);
  }
  return sids;
}

/** Eight hexadecimal digits (FNV-1a) that depend only on the text, to distinguish equal names. */
export function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
