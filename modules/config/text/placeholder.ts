import type { Finding } from '../../policy/problems/problem.js';
import { type JsonValue, valueAt } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';

/**
 * A placeholder: text in the place of a value that is known only later, such as a token of CDKTF. It is a number
 * between two characters for private use. Rules about values do not judge text that holds one.
 */
export function placeholder(number: string): string {
  return `\uE000${number}\uE001`;
}

/** A placeholder in a text; the first group is its number. */
export const placeholderPattern = /\uE000(\d+)\uE001/;

/** Whether a text holds a placeholder. */
export function holdsPlaceholder(text: string): boolean {
  return placeholderPattern.test(text);
}

/** Whether a text is a placeholder and nothing else. */
export function isPlaceholder(text: string): boolean {
  return text.replace(placeholderPattern, '') === '' && text !== '';
}

/** The paths of all texts and keys in a value that hold a placeholder. */
export function placeholderPaths(value: JsonValue, path: Path = []): Path[] {
  if (typeof value === 'string') return holdsPlaceholder(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries<JsonValue>(value).flatMap(([key, part]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [...(holdsPlaceholder(key) ? [here] : []), ...placeholderPaths(part, here)];
  });
}

/**
 * True if a finding about a value concerns a string with a placeholder, a list that a placeholder represents,
 * or about an object with such a key.
 */
export function isAboutPlaceholder({ path }: Pick<Finding, 'path'>, value: JsonValue | undefined): boolean {
  const found = valueAt(value, ...path);
  if (typeof found === 'string') return holdsPlaceholder(found);
  if (Array.isArray(found)) {
    const [only, ...others]: readonly unknown[] = found;
    return typeof only === 'string' && isPlaceholder(only) && others.length === 0;
  }
  return typeof found === 'object' && found !== null && Object.keys(found).some(holdsPlaceholder);
}
