import type { ValueOperator } from '../intent.js';
import { canonicalJson } from '../text/canonical-json.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../text/json.js';
import { childControlKey, valueOperators } from './grammar.js';

/**
 * The meaning of a chat policy, as a text that is equal for two documents exactly when AWS makes the same of them
 * wherever they are attached: keys and operators folded, lists sorted and each value once, scalars as strings,
 * controls that allow everything left out. Empty objects stay, since policies below may build on a key that is there.
 */
export function chatPolicyMeaning(content: JsonValue): string {
  return canonicalJson(isJsonObject(content) ? meaningOf(content, true) : content);
}

function meaningOf(node: JsonObject, isRoot: boolean): JsonObject {
  const entries = Object.entries(node).flatMap(([name, value]) => {
    const key = name.toLowerCase();
    const meaning = isRoot && isValueOperator(key) ? undefined : meaningAt(key, value);
    return meaning === undefined ? [] : [[key, meaning] as const];
  });
  return Object.fromEntries(entries);
}

function meaningAt(key: string, value: JsonValue): JsonValue | undefined {
  if (key === childControlKey) {
    const control = controlOf(value);
    return control.length === valueOperators.length ? undefined : control;
  }
  if (Array.isArray(value)) return sortedSet(value.map(wordOf));
  if (!isJsonObject(value)) return isValueOperator(key) ? wordOf(value) : value;
  return meaningOf(value, false);
}

/** The operators that a control leaves to policies below, in the order of `valueOperators`. */
export function controlOf(value: JsonValue): readonly ValueOperator[] {
  const words = (Array.isArray(value) ? value : [value]).map((word) => wordOf(word).toLowerCase());
  return words.includes('@@all')
    ? valueOperators
    : valueOperators.filter((operator) => words.includes(operator));
}

/** A scalar as AWS turns it into text. */
export function wordOf(value: JsonValue): string {
  return typeof value === 'object' && value !== null ? canonicalJson(value) : String(value);
}

function isValueOperator(key: string): boolean {
  return valueOperators.some((operator) => operator === key);
}

function sortedSet(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
