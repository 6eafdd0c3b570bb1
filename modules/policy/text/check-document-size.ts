import type { Finding } from '../problems/problem.js';
import { isJsonObject, type JsonValue } from './json.js';

/** The same of a document that is held as a value and would be sent minified; most are far too small to write out. */
export function checkContentSize(content: JsonValue, limit: number): Finding[] {
  return mostBytes(content) <= limit ? [] : checkDocumentSize(JSON.stringify(content), limit);
}

/**
 * Holds a document's text, as it would be sent, against the limit of its type. AWS counts characters, white space
 * included; that bytes would count instead is possible for text outside ASCII, and only warned about.
 */
export function checkDocumentSize(text: string, limit: number): Finding[] {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limit) return [];
  const characters = Array.from(text).length;
  if (characters <= limit) {
    const message = `${characters} characters, but ${bytes} bytes; AWS's limit is ${limit} characters and may count bytes`;
    return [{ kind: 'document-too-large', severity: 'warning', path: [], offset: 0, message }];
  }
  const minified = minifiedLength(text);
  const help =
    minified !== undefined && minified <= limit
      ? `minified it has ${minified} characters and fits; \`plan\` minifies it, or remove the white space`
      : 'split it into several policies';
  const message = `${characters} characters; AWS takes at most ${limit}, white space included`;
  return [{ kind: 'document-too-large', severity: 'error', path: [], offset: 0, message, help }];
}

/** No fewer bytes than `JSON.stringify` would write: a character takes six at most, a number or a word 25. */
function mostBytes(value: JsonValue | undefined): number {
  if (typeof value === 'string') return 6 * value.length + 2;
  let bytes = 25;
  if (Array.isArray(value)) for (const item of value) bytes += mostBytes(item) + 1;
  else if (isJsonObject(value)) for (const key in value) bytes += 6 * key.length + 4 + mostBytes(value[key]);
  return bytes;
}

function minifiedLength(text: string): number | undefined {
  try {
    return Array.from(JSON.stringify(JSON.parse(text))).length;
  } catch {
    return undefined;
  }
}
