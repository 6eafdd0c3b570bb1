import { isJsonObject, type JsonValue } from './json.js';
import { quoted } from './quote.js';
import type { SyntaxNode } from './syntax-tree.js';

/** What a value in a document is; `nothing` where there is no value at all. */
export type FoundType =
  | 'object'
  | 'list'
  | 'empty list'
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'nothing';

/** A value in the facts of a problem. */
export interface FoundValue {
  readonly foundType: FoundType;
  /** The text of a string, number or boolean as the user wrote it. */
  readonly found?: string;
}

/** A value as the facts of a problem hold it. */
export function foundValue(node: SyntaxNode | undefined): FoundValue {
  switch (node?.kind) {
    case undefined:
      return { foundType: 'nothing' };
    case 'object':
    case 'null':
      return { foundType: node.kind };
    case 'array':
      return { foundType: node.items.length === 0 ? 'empty list' : 'list' };
    case 'string':
      return { foundType: 'string', found: node.value };
    case 'number':
      return { foundType: 'number', found: node.text };
    case 'boolean':
      return { foundType: 'boolean', found: String(node.value) };
  }
}

/** A JSON value as the facts of a problem hold it. */
export function foundJson(value: JsonValue): FoundValue {
  if (Array.isArray(value)) return { foundType: value.length === 0 ? 'empty list' : 'list' };
  if (isJsonObject(value)) return { foundType: 'object' };
  if (value === null) return { foundType: 'null' };
  if (typeof value === 'string') return { foundType: 'string', found: value };
  return { foundType: typeof value === 'number' ? 'number' : 'boolean', found: String(value) };
}

/** How a message names a value of a JSON document: `` `abc` ``, `an empty string`, `a list`, `an object`. */
export function describeFound({ foundType, found = '' }: FoundValue): string {
  switch (foundType) {
    case 'object':
      return 'an object';
    case 'list':
      return 'a list';
    case 'empty list':
      return 'an empty list';
    case 'string':
      return found === '' ? 'an empty string' : quoted(found);
    case 'number':
    case 'boolean':
      return quoted(found);
    case 'null':
      return '`null`';
    case 'nothing':
      return 'nothing';
  }
}

/** How a message names a value of a YAML document, in the words of YAML: `a mapping`, `the number …`, `no value`. */
export function describeFoundYaml(value: FoundValue): string {
  switch (value.foundType) {
    case 'object':
      return 'a mapping';
    case 'number':
      return `the number ${quoted(value.found ?? '')}`;
    case 'null':
    case 'nothing':
      return 'no value';
    default:
      return describeFound(value);
  }
}
