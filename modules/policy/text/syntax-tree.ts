import { isJsonObject, type JsonValue } from './json.js';

/**
 * A JSON text as a tree: every member, including duplicates, with its position. `offset` is -1 in a tree made from a
 * value.
 */
export type SyntaxNode = ObjectNode | ArrayNode | ScalarNode;

/** An object with its members in order. */
export interface ObjectNode {
  readonly kind: 'object';
  readonly offset: number;
  readonly members: readonly Member[];
}

/** A key and its value; `offset` is the start of the key. */
export interface Member {
  readonly key: string;
  readonly offset: number;
  readonly value: SyntaxNode;
}

/** A list with its items. */
export interface ArrayNode {
  readonly kind: 'array';
  readonly offset: number;
  readonly items: readonly SyntaxNode[];
}

/** A string, number, boolean or null; `text` is a number as written. */
export type ScalarNode =
  | { readonly kind: 'string'; readonly offset: number; readonly value: string }
  | { readonly kind: 'number'; readonly offset: number; readonly value: number; readonly text: string }
  | { readonly kind: 'boolean'; readonly offset: number; readonly value: boolean }
  | { readonly kind: 'null'; readonly offset: number; readonly value: null };

/** Returns the tree of a value that was not parsed from text. The value must not contain cycles. */
export function syntaxTreeOf(value: JsonValue): SyntaxNode {
  const offset = -1;
  if (Array.isArray(value)) return { kind: 'array', offset, items: value.map(syntaxTreeOf) };
  if (isJsonObject(value)) {
    const members = Object.keys(value).map((key) => ({
      key,
      offset,
      value: syntaxTreeOf(value[key] ?? null),
    }));
    return { kind: 'object', offset, members };
  }
  if (typeof value === 'string') return { kind: 'string', offset, value };
  if (typeof value === 'number') return { kind: 'number', offset, value, text: numberText(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', offset, value };
  return { kind: 'null', offset, value: null };
}

/** All digits of a whole number, however large. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(BigInt(value)) : String(value);
}

/** Returns the value of a tree. Of duplicate keys the last one counts, as in `JSON.parse`. */
export function jsonOf(node: SyntaxNode): JsonValue {
  if (node.kind === 'array') return node.items.map(jsonOf);
  if (node.kind !== 'object') return node.value;
  const entries = node.members.map((member) => [member.key, jsonOf(member.value)] as const);
  return Object.fromEntries(entries);
}
