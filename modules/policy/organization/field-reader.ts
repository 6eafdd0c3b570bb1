import type { Finding, Severity } from '../problems/problem.js';
import type { ProblemKind } from '../problems/problem-kinds.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../text/json.js';
import { type LazyPath, pathOf, under } from '../text/lazy-path.js';
import { quoted } from '../text/quote.js';

/** Collects findings, and reads fields of objects, noting whatever is missing or has the wrong type. */
export interface FieldReader {
  readonly findings: readonly Finding[];
  /** How many keys were read; as many as the value has where every field is known. */
  readonly keys: () => number;
  /** Counts the keys of a part that is taken as it is. */
  readonly addKeys: (count: number) => void;
  readonly report: (
    kind: ProblemKind,
    spot: LazyPath | undefined,
    message: string,
    help?: string,
    severity?: Severity,
  ) => void;
  /** The value of a field, of whatever type. Every field is read once. */
  readonly value: (node: JsonObject, key: string) => JsonValue | undefined;
  /** The value as an object; where it is none that is said, and then nothing of the fields that it does not have. */
  readonly object: (value: JsonValue | undefined, spot: LazyPath | undefined) => JsonObject;
  /** Notes that a required field is missing. */
  readonly missing: (node: JsonObject, key: string, spot: LazyPath | undefined, expected: string) => void;
  /** A required field; the empty text where it is missing. */
  readonly text: (node: JsonObject, key: string, spot: LazyPath | undefined) => string;
  readonly optionalText: (node: JsonObject, key: string, spot: LazyPath | undefined) => string | undefined;
  /** A field that is a list; missing means empty, unless it is required. */
  readonly list: (
    node: JsonObject,
    key: string,
    spot: LazyPath | undefined,
    required?: boolean,
  ) => readonly JsonValue[];
  readonly texts: (
    node: JsonObject,
    key: string,
    spot: LazyPath | undefined,
    required?: boolean,
  ) => readonly string[];
  readonly flag: (node: JsonObject, key: string, spot: LazyPath | undefined, fallback: boolean) => boolean;
}

/** A reader that has found nothing yet. */
export function fieldReader(): FieldReader {
  const findings: Finding[] = [];
  let keys = 0;
  const report: FieldReader['report'] = (kind, spot, message, help, severity = 'error') => {
    findings.push({ kind, severity, path: pathOf(spot), message, ...(help === undefined ? {} : { help }) });
  };
  const wrong = (value: JsonValue | undefined, spot: LazyPath | undefined, expected: string): void => {
    if (value === undefined) report('missing-key', spot, `missing; expected ${expected}`);
    else report('wrong-type', spot, `found ${describe(value)}; expected ${expected}`);
  };
  const field: FieldReader['value'] = (node, key) => {
    const value = node[key];
    if (value !== undefined) keys++;
    return value;
  };
  const object: FieldReader['object'] = (value, spot) => {
    if (isJsonObject(value)) return value;
    wrong(value, spot, 'an object');
    return nothing;
  };
  const missing: FieldReader['missing'] = (node, key, spot, expected) => {
    if (node !== nothing) wrong(undefined, under(spot, key), expected);
  };
  const text: FieldReader['text'] = (node, key, spot) => {
    const value = field(node, key);
    if (typeof value === 'string') return value;
    if (value === undefined) missing(node, key, spot, 'text');
    else wrong(value, under(spot, key), 'text');
    return '';
  };
  const list: FieldReader['list'] = (node, key, spot, required = false) => {
    const value = field(node, key);
    if (Array.isArray(value)) return value;
    if (value !== undefined) wrong(value, under(spot, key), 'a list');
    else if (required) missing(node, key, spot, 'a list');
    return [];
  };
  return {
    findings,
    keys: () => keys,
    addKeys: (count) => {
      keys += count;
    },
    report,
    value: field,
    object,
    missing,
    text,
    optionalText: (node, key, spot) => (node[key] === undefined ? undefined : text(node, key, spot)),
    list,
    texts: (node, key, spot, required) => {
      const items = list(node, key, spot, required);
      if (items.every(isText)) return items;
      for (const [index, item] of items.entries()) {
        if (!isText(item)) wrong(item, under(under(spot, key), index), 'text');
      }
      return items.filter(isText);
    },
    flag: (node, key, spot, fallback) => {
      const value = field(node, key);
      if (typeof value === 'boolean') return value;
      if (value !== undefined) wrong(value, under(spot, key), '`true` or `false`');
      return fallback;
    },
  };
}

/** Stands for an object that is none. */
const nothing: JsonObject = {};

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}

/** How a message names what was found: `` `abc` ``, `a list`, `an object`. */
export function describe(value: JsonValue): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return value === '' ? 'an empty text' : quoted(String(value));
}
