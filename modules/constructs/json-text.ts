import { Fn, Token } from 'cdktf';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import { listExpression } from './list-expression.js';
import type { Hidden, Part } from './token-placeholders.js';

/**
 * The JSON text of a document in which tokens were hidden, without white space, with tokens where they were. A token in
 * a text stands in the text, so the value must not hold quotes; a list that takes in a list token, and a token
 * that is no text, are encoded by Terraform.
 */
export function jsonText(document: JsonValue, partsOf: Hidden<unknown>['partsOf']): string {
  if (typeof document === 'string') return stringText(partsOf(document));
  if (Array.isArray(document)) {
    const items: readonly JsonValue[] = document;
    const parts = items.map((item) => (typeof item === 'string' ? partsOf(item) : []));
    if (parts.flat().some(isList)) return listExpression(parts);
    return `[${items.map((item) => jsonText(item, partsOf)).join(',')}]`;
  }
  if (!isJsonObject(document)) return JSON.stringify(document);
  const members = Object.entries(document).map(
    ([key, value]) => `${literal(partsOf(key))}:${jsonText(value, partsOf)}`,
  );
  return `{${members.join(',')}}`;
}

/** A list of one stands alone in places, and so may a list token. */
function stringText(parts: readonly Part[]): string {
  const [only, ...others] = parts;
  if (parts.some(isList)) return listExpression([parts]);
  if (only?.kind === 'value' && others.length === 0) return Token.asString(Fn.jsonencode(only.token));
  return literal(parts);
}

function literal(parts: readonly Part[]): string {
  const text = parts.map((part) =>
    part.kind === 'text' ? JSON.stringify(part.text).slice(1, -1) : Token.asString(part.token),
  );
  return `"${text.join('')}"`;
}

function isList(part: Part): boolean {
  return part.kind === 'list';
}
