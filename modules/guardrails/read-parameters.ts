import type { ParameterForm } from '../policy/problems/guardrail-problems.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import { actionsInText } from '../policy/scp/check-statement.js';
import { foundValue } from '../policy/text/found-value.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { suggest } from '../policy/text/suggest.js';
import { syntaxTreeOf } from '../policy/text/syntax-tree.js';
import type { Guardrail } from './guardrail.js';
import { noValues, type ParameterName, type ParameterValues } from './parameter.js';

/** The checked values, and the findings about them. */
export interface ReadParameters {
  /** Undefined if a finding is an error. */
  readonly values: ParameterValues | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Checks the `with` of a guardrail in a configuration; `given` is undefined if it has none. Paths of findings start
 * below `with`. A single string is a list of one. Strings for which `isDeferred` is true are not checked.
 */
export function readParameters(
  guardrail: Guardrail,
  given: JsonValue | undefined,
  isDeferred: (text: string) => boolean = () => false,
): ReadParameters {
  if (given !== undefined && !isJsonObject(given)) return failed([wrongType(given, [], 'object')]);
  const findings = [...unknownParameters(guardrail, Object.keys(given ?? {}))];
  const values: { -readonly [Name in ParameterName]: ParameterValues[Name] } = { ...noValues };
  for (const { name, required } of guardrail.parameters) {
    const value = given?.[name];
    if (value === undefined) {
      const facts = { guardrail: guardrail.id, key: name };
      const isMisspelt = findings.some(
        ({ facts: about }) => about !== undefined && 'nearest' in about && about.nearest === name,
      );
      if (required && !isMisspelt) findings.push(finding('missing-parameter', 'error', { path: [] }, facts));
    } else if (name === 'tags') {
      values.tags = readTags(value, findings, isDeferred);
    } else {
      values[name] = readList(name, value, [name], findings, isDeferred);
    }
  }
  return findings.some(({ severity }) => severity === 'error') ? failed(findings) : { values, findings };
}

function failed(findings: readonly Finding[]): ReadParameters {
  return { values: undefined, findings };
}

function wrongType(value: JsonValue, path: Path, expected: 'object' | 'list' | 'string'): Finding {
  const facts = { ...foundValue(syntaxTreeOf(value)), expected: [expected], words: [] };
  return finding('wrong-type', 'error', { path }, { rule: 'schema-type', ...facts });
}

function unknownParameters(guardrail: Guardrail, names: readonly string[]): Finding[] {
  const known: readonly string[] = guardrail.parameters.map(({ name }) => name);
  return names
    .filter((name) => !known.includes(name))
    .map((key) => {
      const nearest = suggest(key, known);
      const facts = { guardrail: guardrail.id, key, expected: known };
      const place = { path: [key] };
      return finding(
        'unknown-parameter',
        'error',
        place,
        nearest === undefined ? facts : { ...facts, nearest },
      );
    });
}

function readList(
  name: ParameterName,
  value: JsonValue,
  path: Path,
  findings: Finding[],
  isDeferred: (text: string) => boolean,
): readonly string[] {
  const items = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(items)) {
    findings.push(wrongType(value, path, 'list'));
    return [];
  }
  if (items.length === 0) {
    findings.push(
      finding('invalid-parameter', 'error', { path }, { rule: 'empty-list', key: String(path.at(-1)) }),
    );
  }
  const strings = items.filter((item, index): item is string => {
    const at = typeof value === 'string' ? path : [...path, index];
    if (typeof item !== 'string') {
      findings.push(wrongType(item, at, 'string'));
      return false;
    }
    const expected = formOf[name];
    if (expected === undefined || isDeferred(item) || parameterPatterns[name]?.test(item)) return true;
    const actions = expected === 'action' ? actionsInText(item) : [];
    const facts =
      actions.length > 1
        ? ({ rule: 'several-actions', found: item, actions } as const)
        : ({ rule: 'form', found: item, expected } as const);
    findings.push(finding('invalid-parameter', 'error', { path: at }, facts));
    return false;
  });
  return [...new Set(strings)].sort();
}

function readTags(
  value: JsonValue,
  findings: Finding[],
  isDeferred: (text: string) => boolean,
): ParameterValues['tags'] {
  const path = ['tags'];
  if (!isJsonObject(value)) {
    findings.push(wrongType(value, path, 'object'));
    return {};
  }
  const keys = Object.keys(value).sort();
  if (keys.length === 0) {
    findings.push(finding('invalid-parameter', 'error', { path }, { rule: 'empty-list', key: 'tags' }));
  }
  return Object.fromEntries(
    keys.map((key) => {
      const at = [...path, key];
      if (!isTagKey(key) && !isDeferred(key)) {
        findings.push(finding('invalid-parameter', 'error', { path: at }, { rule: 'tag-key', key }));
      }
      return [key, readList('tags', value[key] ?? null, at, findings, isDeferred)];
    }),
  );
}

/** A condition key contains the tag key, so policy variables and wildcards are not allowed in it. */
function isTagKey(text: string): boolean {
  return /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]{1,128}$/u.test(text);
}

const formOf: Readonly<Record<ParameterName, ParameterForm | undefined>> = {
  accounts: 'account',
  regions: 'region',
  resources: 'resource',
  actions: 'action',
  tags: undefined,
};

/** The patterns of the values of parameters; tag values have none. */
export const parameterPatterns: Readonly<Partial<Record<ParameterName, RegExp>>> = {
  accounts: /^\d{12}$/,
  regions: /^[a-z]{2,}(-[a-z]+)+-\d+$/,
  resources: /^arn(:[^:]*){4}:[\s\S]+$/,
  actions: /^[a-z0-9-]+:[A-Za-z0-9*?]+$/,
};
