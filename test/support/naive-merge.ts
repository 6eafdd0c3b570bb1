import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';

/**
 * What AWS makes of the chat policies on the way to an account, root first: the rules of inheritance once more, as
 * plainly as they can be said, to hold the engine against. Every level copies the whole document.
 */
export function naiveMerge(levels: readonly (readonly JsonValue[])[]): JsonValue {
  const merged = levels.reduce<Part>(
    (above, peers) => mergeLevel(above, peers.filter(isJsonObject)),
    nothing,
  );
  const chatbot = plain(merged.parts.get('chatbot') ?? nothing);
  return chatbot === undefined ? {} : { chatbot };
}

/** A key of the merged document: its value, what lower levels may do to it, and the keys under it. */
interface Part {
  readonly value: string | readonly string[] | undefined;
  readonly may: readonly string[];
  readonly parts: ReadonlyMap<string, Part>;
}

const nothing: Part = { value: undefined, may: ['@@assign', '@@append', '@@remove'], parts: new Map() };

function mergeLevel(above: Part, peers: readonly JsonObject[]): Part {
  const said = (key: string): JsonValue[] =>
    peers.flatMap((peer) =>
      Object.entries(peer).flatMap(([written, value]) => (written.toLowerCase() === key ? [value] : [])),
    );
  const allowed = (operator: string) => (above.may.includes(operator) ? said(operator) : []);

  let value = above.value;
  const assigned = allowed('@@assign')[0];
  if (assigned !== undefined) value = Array.isArray(assigned) ? assigned.map(String) : String(assigned);
  for (const appended of allowed('@@append')) {
    const old: readonly string[] = typeof value === 'object' ? value : [];
    value = [...old, ...[...new Set(strings(appended))].filter((text) => !old.includes(text))];
  }
  for (const removed of allowed('@@remove')) {
    const gone = strings(removed);
    if (typeof value === 'object') value = value.filter((text) => !gone.includes(text));
  }

  let may = above.may;
  for (const control of said('@@operators_allowed_for_child_policies')) {
    const words = strings(control).map((word) => word.toLowerCase());
    if (!words.includes('@@all')) may = may.filter((operator) => words.includes(operator));
  }

  const written = peers.flatMap((peer) => Object.keys(peer).map((key) => key.toLowerCase()));
  const parts = new Map<string, Part>();
  for (const key of new Set([...above.parts.keys(), ...written])) {
    const old = above.parts.get(key);
    const mayBeNew = above.may.includes('@@assign') || above.may.includes('@@append');
    if (key.startsWith('@@') || (old === undefined && !mayBeNew)) continue;
    parts.set(key, mergeLevel(old ?? nothing, said(key).filter(isJsonObject)));
  }
  return { value, may, parts };
}

/** The value of a part, or what is not empty under it. */
function plain(part: Part): JsonValue | undefined {
  if (part.value !== undefined) return part.value;
  const kept = [...part.parts].flatMap(([key, below]) => {
    const value = plain(below);
    return value === undefined ? [] : [[key, value] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function strings(value: JsonValue): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
