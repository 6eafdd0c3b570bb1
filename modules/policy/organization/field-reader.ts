import type { FieldType } from '../problems/organization-problems.js';
import { type Finding, finding, type Severity } from '../problems/problem.js';
import type { ProblemFacts, ProblemKind } from '../problems/problem-kinds.js';
import { foundJson } from '../text/found-value.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../text/json.js';
import { type LazyPath, pathOf, under } from '../text/lazy-path.js';

/** Reads fields of objects and collects a finding for each that is missing or has the wrong type. */
export interface FieldReader {
  readonly findings: readonly Finding[];
  readonly report: <K extends ProblemKind>(
    kind: K,
    at: LazyPath | undefined,
    facts: ProblemFacts<K>,
    severity?: Severity,
  ) => void;
  /** Adds a finding of a part; its path continues that of the part. */
  readonly add: (part: LazyPath, finding: Finding) => void;
  /** The value as an object. Another value is reported, and its missing fields are not. */
  readonly object: (value: JsonValue | undefined, at: LazyPath | undefined) => JsonObject;
  /** Reports that a required field is missing. */
  readonly missing: (node: JsonObject, key: string, at: LazyPath | undefined, expected: FieldType) => void;
  /** A required string; the empty string where it is missing. */
  readonly text: (node: JsonObject, key: string, at: LazyPath | undefined) => string;
  readonly optionalText: (node: JsonObject, key: string, at: LazyPath | undefined) => string | undefined;
  /** A list; a missing one is empty, unless it is required. */
  readonly list: (
    node: JsonObject,
    key: string,
    at: LazyPath | undefined,
    required?: boolean,
  ) => readonly JsonValue[];
  /** A list of strings; other items are reported and left out. */
  readonly texts: (
    node: JsonObject,
    key: string,
    at: LazyPath | undefined,
    required?: boolean,
  ) => readonly string[];
  readonly flag: (node: JsonObject, key: string, at: LazyPath | undefined, fallback: boolean) => boolean;
}

/** A reader without findings. */
export function fieldReader(): FieldReader {
  const findings: Finding[] = [];
  const report: FieldReader['report'] = (kind, at, facts, severity = 'error') => {
    findings.push(finding(kind, severity, { path: pathOf(at) }, facts));
  };
  const wrong = (value: JsonValue | undefined, at: LazyPath | undefined, expected: FieldType): void => {
    if (value === undefined) {
      const key = String(pathOf(at).at(-1) ?? '');
      report('missing-key', at, { rule: 'organization-field', expected, key });
    } else report('wrong-type', at, { rule: 'organization-field', expected, ...foundJson(value) });
  };
  const object: FieldReader['object'] = (value, at) => {
    if (isJsonObject(value)) return value;
    wrong(value, at, 'object');
    return notAnObject;
  };
  const missing: FieldReader['missing'] = (node, key, at, expected) => {
    if (node !== notAnObject) wrong(undefined, under(at, key), expected);
  };
  const text: FieldReader['text'] = (node, key, at) => {
    const value = node[key];
    if (typeof value === 'string') return value;
    if (value === undefined) missing(node, key, at, 'string');
    else wrong(value, under(at, key), 'string');
    return '';
  };
  const list: FieldReader['list'] = (node, key, at, required = false) => {
    const value = node[key];
    if (Array.isArray(value)) return value;
    if (value !== undefined) wrong(value, under(at, key), 'list');
    else if (required) missing(node, key, at, 'list');
    return [];
  };
  return {
    findings,
    report,
    add: (part, found) => {
      findings.push({ ...found, path: [...pathOf(part), ...found.path] });
    },
    object,
    missing,
    text,
    optionalText: (node, key, at) => (node[key] === undefined ? undefined : text(node, key, at)),
    list,
    texts: (node, key, at, required) => {
      const items = list(node, key, at, required);
      if (items.every(isText)) return items;
      for (const [index, item] of items.entries()) {
        if (!isText(item)) wrong(item, under(under(at, key), index), 'string');
      }
      return items.filter(isText);
    },
    flag: (node, key, at, fallback) => {
      const value = node[key];
      if (typeof value === 'boolean') return value;
      if (value !== undefined) wrong(value, under(at, key), 'boolean');
      return fallback;
    },
  };
}

/** The fields of a value that is not an object. */
const notAnObject: JsonObject = {};

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}
