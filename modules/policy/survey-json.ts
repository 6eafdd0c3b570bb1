import { isJsonObject, type JsonValue } from './json.js';

/** What `JSON.parse` hides of a text: how many keys were written, and how deep it is nested. */
export interface JsonSurvey {
  readonly keys: number;
  readonly depth: number;
}

/** Counts keys and nesting of a text that `JSON.parse` accepts, in one pass and without a tree. */
export function surveyJson(text: string): JsonSurvey {
  let keys = 0;
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfString(text, index);
      let next = index + 1;
      while (isWhiteSpace(text.charCodeAt(next))) next++;
      if (text.charCodeAt(next) === colon) keys++;
    } else if (code === openBrace || code === openBracket) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (code === closeBrace || code === closeBracket) depth--;
  }
  return { keys, depth: deepest };
}

/** Whether the text holds a key twice in one object, of which `JSON.parse` kept only the last. */
export function hidesDuplicateKeys(survey: JsonSurvey, value: JsonValue): boolean {
  return survey.keys !== countKeys(value);
}

function countKeys(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (isJsonObject(value)) {
    for (const key in value) count += 1 + countKeys(value[key] ?? null);
    return count;
  }
  for (const item of value as readonly JsonValue[]) count += countKeys(item);
  return count;
}

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The index of the quote that ends the string beginning at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
