import type { Path } from './path.js';

/** A JSON value. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether `value` is a JSON object (neither null nor an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys and indexes; undefined where there is none. */
export function valueAt(value: JsonValue | undefined, ...path: Path): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((inside, key) => {
    if (Array.isArray(inside)) return inside[Number(key)];
    return isJsonObject(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined;
  }, value);
}

/** A string; empty for any other value. */
export function stringOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The items of a list; none for any other value. */
export function itemsOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The items of a list; a list of one for any other value; an empty list for undefined. */
export function oneOrMany(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** An object; an empty one for any other value. */
export function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value of a key in any case. */
export function valueOfFoldedKey(value: JsonValue | undefined, key: string): JsonValue | undefined {
  const folded = key.toLowerCase();
  return Object.entries(objectOf(value)).find(([name]) => name.toLowerCase() === folded)?.[1];
}

/** The JSON value of a text; undefined if the text is not valid JSON. */
export function jsonValueOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An object without the members that are undefined. */
export function definedMembers<T extends object>(
  members: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
