import type { JsonToken } from './json-tokens.js';

/** What to write in the place of something that is no value of JSON. */
export function adviceOnValue({ kind, text }: JsonToken): string {
  const word = text.toLowerCase();
  if (kind !== 'unknown') return 'write the value, or remove what stands before it';
  if (['true', 'false', 'null'].includes(word)) return `write \`${word}\`, in lower case`;
  if (/^[+.]?\d/.test(text)) return 'write the number with digits before the point and without `+`';
  return 'write texts in double quotes, straight ones';
}

/** What to do about a token that follows a value. `end` is where the value ends. */
export function adviceBetween({ kind, offset }: JsonToken, end: number): string {
  return kind === 'number' && offset === end
    ? 'JSON has no zeros before a number: write it without them, or as a text in double quotes'
    : 'add a comma before it, or remove it';
}

/** What to do about a bracket that closes too much or too early; `open` is what was opened last. */
export function adviceOnBracket(open: 'object' | 'array' | undefined, isItsOwn: boolean): string {
  if (open === undefined) return 'remove it';
  if (isItsOwn) return 'write the value, or remove its key';
  return `close what was opened last first, with \`${open === 'object' ? '}' : ']'}\``;
}
