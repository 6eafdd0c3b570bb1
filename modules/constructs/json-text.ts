import { Fn, type IResolveContext, Lazy, Token } from 'cdktf';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import { quotedInExpression } from './terraform-text.js';
import type { HiddenTokens, Part } from './token-placeholders.js';

/**
 * The JSON text of a document with placeholders, without white space, with tokens in their places. A string token stays
 * inside its string, so its value must not contain quotes. Terraform encodes lists that contain a list token, and tokens
 * of other types.
 */
export function jsonText(document: JsonValue, partsOf: HiddenTokens['partsOf']): string {
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

/** A list token may take the place of a string, where a list of one item is written as the item. */
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

/**
 * A list that Terraform builds, as JSON: an item with a list token in it becomes as many items as that list has. Returns
 * a token that cdktf resolves to `${jsonencode(…)}`.
 */
function listExpression(items: readonly (readonly Part[])[]): string {
  return Lazy.stringValue({
    produce: (context) => {
      const lists = items.map((parts) => {
        const list = itemExpression(parts, context, 0);
        // `concat` does not accept sets.
        return items.length > 1 && parts.length === 1 && parts[0]?.kind === 'list' ? `tolist(${list})` : list;
      });
      return `\${jsonencode(${lists.length === 1 ? lists[0] : `concat(${lists.join(', ')})`})}`;
    },
  });
}

/** The items that one item becomes, as an expression; several list tokens in it become nested loops. */
function itemExpression(parts: readonly Part[], context: IResolveContext, depth: number): string {
  const position = parts.findIndex(({ kind }) => kind === 'list');
  const part = parts[position];
  if (part?.kind !== 'list') return `[${template(parts, context)}]`;
  const list = expressionOf(context.resolve(part.token));
  if (parts.length === 1) return list;
  const name = `item${depth}`;
  const element: Part = { kind: 'value', token: `\${${name}}` };
  const rest = [...parts.slice(0, position), element, ...parts.slice(position + 1)];
  const inner = itemExpression(rest, context, depth + 1);
  return `flatten([for ${name} in ${list} : ${inner}])`;
}

function template(parts: readonly Part[], context: IResolveContext): string {
  const text = parts.map((part) =>
    part.kind === 'text' ? quotedInExpression(part.text) : String(context.resolve(part.token)),
  );
  return `"${text.join('')}"`;
}

/** List tokens as one list, in an order that does not depend on the program. */
export function joinedExpression(tokens: readonly string[], context: IResolveContext): string {
  const lists = tokens.map((token) => `tolist(${expressionOf(context.resolve([token]))})`).sort();
  return lists.length === 1 ? String(lists[0]) : `concat(${lists.join(', ')})`;
}

/** A resolved list as an expression: without the braces around a reference, or item by item. */
function expressionOf(list: unknown): string {
  if (typeof list === 'string') return list.replace(/^\$\{(.*)\}$/s, '$1');
  return JSON.stringify(list);
}
