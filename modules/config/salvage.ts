import type { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.js';
import type { Path } from '../policy/problem.js';
import { parseWith, type Shortcoming } from './shortcomings.js';

/** What could be read of a value, and what is wrong with it. */
export interface Salvaged<T> {
  /** The value without the keys that are wrong; undefined when one that is required is among them. */
  readonly value: T | undefined;
  readonly shortcomings: readonly Shortcoming[];
}

/**
 * Parses a value and goes on where it is wrong: the keys in question are left out, or taken from `fallback`, so that
 * the rest can be checked further and all problems of a file are found in one go.
 */
export function salvage<Schema extends z.ZodType>(
  schema: Schema,
  value: JsonValue,
  fallback: JsonObject = {},
): Salvaged<z.output<Schema>> {
  const first = parseWith(schema, value);
  let { shortcomings } = first;
  let rest: JsonValue | undefined = shortcomings.length > 0 ? copyOf(value) : value;
  while (shortcomings.length > 0 && rest !== undefined) {
    for (const shortcoming of shortcomings) rest = without(rest, shortcoming, fallback);
    if (rest === undefined) break;
    const again = parseWith(schema, isJsonObject(rest) ? { ...fallback, ...rest } : rest);
    if (again.shortcomings.length === 0) return { value: again.value, shortcomings: first.shortcomings };
    shortcomings = again.shortcomings;
  }
  return { value: first.value, shortcomings: first.shortcomings };
}

function without(
  value: JsonValue | undefined,
  shortcoming: Shortcoming,
  fallback: JsonObject,
): JsonValue | undefined {
  if (shortcoming.kind !== 'unknown-keys') {
    const [key, ...below] = shortcoming.path;
    const isMissing = key !== undefined && isJsonObject(value) && !Object.hasOwn(value, key);
    if (isMissing && below.length === 0 && Object.hasOwn(fallback, key)) return value;
    return withoutPath(value, shortcoming.path);
  }
  const paths = shortcoming.keys.map((key) => [...shortcoming.path, key]);
  return paths.reduce<JsonValue | undefined>(withoutPath, value);
}

/** A path that leads nowhere is a missing key, and what it is missing from goes, or it went with another one. */
function withoutPath(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  if (value === undefined) return undefined;
  if (exists(value, path)) return cut(value, path);
  const parent = path.slice(0, -1);
  return exists(value, parent) ? cut(value, parent) : value;
}

function exists(value: JsonValue, path: Path): boolean {
  let inside: JsonValue | undefined = value;
  for (const part of path) {
    if (Array.isArray(inside)) inside = inside[Number(part)] as JsonValue | undefined;
    else inside = isJsonObject(inside) && Object.hasOwn(inside, part) ? inside[part] : undefined;
    if (inside === undefined) return false;
  }
  return true;
}

/**
 * Takes the innermost key on `path` out of a value of our own. Items of lists are never taken out, because that would
 * move their neighbours. Undefined when there is no key to take out.
 */
function cut(value: JsonValue, path: Path): JsonValue | undefined {
  let inside: JsonValue | undefined = value;
  let innermost: { readonly object: Record<string, JsonValue>; readonly key: string | number } | undefined;
  for (const part of path) {
    if (isJsonObject(inside)) innermost = { object: inside, key: part };
    inside = isJsonObject(inside) || Array.isArray(inside) ? (inside as JsonObject)[part] : undefined;
  }
  if (innermost === undefined) return undefined;
  delete innermost.object[innermost.key];
  return value;
}

/** One copy for all keys that are taken out: one for each of them takes long where thousands are wrong. */
function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, copyOf(inside)]));
}
