import { Fn, type IResolveContext, Lazy, Token } from 'cdktf';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import { quotedInExpression } from './terraform-text.js';
import type { HiddenTokens, Part } from './token-placeholders.js';

/**
 * The JSON text of a document in which tokens were hidden, without white space, with tokens where they were. A token in
 * a text stands in the text, so the value must not hold quotes; a list that takes in a list token, and a token
 * that is no text, are encoded by Terraform.
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

/**
 * A list that Terraform puts together, as JSON: an item with a list token in it stands for as many items as that list
 * has. A token that cdktf resolves to `${jsonencode(…)}`.
 */
function listExpression(items: readonly (readonly Part[])[]): string {
  return Lazy.stringValue({
    produce: (context) => {
      const lists = items.map((parts) => {
        const list = itemExpression(parts, context, 0);
        // A set is no list to `concat`.
        return items.length > 1 && parts.length === 1 && parts[0]?.kind === 'list' ? `tolist(${list})` : list;
      });
      return `\${jsonencode(${lists.length === 1 ? lists[0] : `concat(${lists.join(', ')})`})}`;
    },
  });
}

/** A list of what an item stands for. Lists within it are gone through one inside the other. */
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
