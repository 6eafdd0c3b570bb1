import { isAccountId } from '../policy/identifiers.js';
import type { Finding } from '../policy/problems/problem.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { alternatives, quoted } from '../policy/text/quote.js';
import { suggest } from '../policy/text/suggest.js';
import type { Guardrail } from './guardrail.js';
import { noValues, type ParameterName, type ParameterValues, parameterKinds } from './parameter.js';

/** Checked values, or why there are none. */
export interface ReadParameters {
  /** Undefined when anything of severity `error` was found. */
  readonly values: ParameterValues | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Checks what a configuration says below `with` against a guardrail's parameters. `given` undefined means that
 * nothing was said. Paths of findings begin below `with`. A single text counts as a list of one. Texts that are known
 * only later (`isDeferred`) are not judged.
 */
export function readParameters(
  guardrail: Guardrail,
  given: JsonValue | undefined,
  isDeferred: (text: string) => boolean = () => false,
): ReadParameters {
  if (given !== undefined && !isJsonObject(given)) {
    return failed([finding('wrong-type', [], 'expected parameters by name, e.g. `regions: [eu-west-1]`')]);
  }
  const findings = [...unknownParameters(guardrail, Object.keys(given ?? {}))];
  const values: { -readonly [Name in ParameterName]: ParameterValues[Name] } = { ...noValues };
  for (const { name, required } of guardrail.parameters) {
    const value = given?.[name];
    if (value === undefined) {
      if (required) findings.push(missing(guardrail, name));
    } else if (name === 'tags') {
      values.tags = readTags(value, [name], findings, isDeferred);
    } else {
      values[name] = readList(name, value, [name], findings, isDeferred);
    }
  }
  return findings.length > 0 ? failed(findings) : { values, findings };
}

function failed(findings: readonly Finding[]): ReadParameters {
  return { values: undefined, findings };
}

function finding(kind: Finding['kind'], path: Path, message: string, help?: string): Finding {
  return { kind, severity: 'error', path, message, ...(help === undefined ? {} : { help }) };
}

function missing(guardrail: Guardrail, name: ParameterName): Finding {
  const example = parameterKinds[name] === 'list' ? `${name}: [...]` : `${name}: { KEY: [...] }`;
  return finding(
    'missing-parameter',
    [],
    `guardrail ${quoted(guardrail.id)} needs ${quoted(name)}`,
    `write \`with: { ${example} }\`; see chat-guardrails guardrails ${guardrail.id}`,
  );
}

function* unknownParameters(guardrail: Guardrail, names: readonly string[]): Generator<Finding> {
  const known: readonly string[] = guardrail.parameters.map((parameter) => parameter.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = suggest(name, known);
    const help =
      near !== undefined
        ? `did you mean ${quoted(near)}?`
        : known.length === 0
          ? 'remove it: this guardrail has no parameters'
          : `it takes ${alternatives(known)}`;
    yield finding(
      'unknown-parameter',
      [name],
      `guardrail ${quoted(guardrail.id)} has no parameter ${quoted(name)}`,
      help,
    );
  }
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
    findings.push(finding('wrong-type', path, 'expected a list of texts'));
    return [];
  }
  if (items.length === 0) {
    findings.push(finding('invalid-parameter', path, 'the list is empty', 'name at least one, or remove it'));
  }
  const texts = items.filter((item, index): item is string => {
    if (typeof item === 'string' && isDeferred(item)) return true;
    const complaint = typeof item === 'string' ? complaintAbout(name, item) : 'expected a text in quotes';
    if (complaint === undefined) return true;
    const kind = typeof item === 'string' ? 'invalid-parameter' : 'wrong-type';
    findings.push(finding(kind, typeof value === 'string' ? path : [...path, index], complaint));
    return false;
  });
  return [...new Set(texts)].sort();
}

function readTags(
  value: JsonValue,
  path: Path,
  findings: Finding[],
  isDeferred: (text: string) => boolean,
): ParameterValues['tags'] {
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    const example = 'expected values by tag key, e.g. `tags: { Environment: [prod] }`';
    findings.push(finding('wrong-type', path, example));
    return {};
  }
  const keys = Object.keys(value).sort();
  return Object.fromEntries(
    keys.map((key) => {
      if (!isTagKey(key) && !isDeferred(key)) {
        findings.push(finding('invalid-parameter', [...path, key], `${quoted(key)} is no key of a tag`));
      }
      return [key, readList('tags', value[key] ?? null, [...path, key], findings, isDeferred)];
    }),
  );
}

/** A condition key holds the tag's key, so policy variables and wildcards have no place in it. */
function isTagKey(text: string): boolean {
  return /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]{1,128}$/u.test(text);
}

function complaintAbout(name: ParameterName, text: string): string | undefined {
  switch (name) {
    case 'accounts':
      return isAccountId(text)
        ? undefined
        : `${quoted(text)} is no account: expected twelve digits in quotes`;
    case 'regions':
      return /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text) ? undefined : `${quoted(text)} is no region`;
    case 'resources':
      return /^arn(:[^:]*){4}:.+$/s.test(text)
        ? undefined
        : `${quoted(text)} is no pattern of ARNs: expected six parts separated by colons`;
    case 'actions':
      return /^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(text)
        ? undefined
        : `${quoted(text)} is no action: expected SERVICE:ACTION`;
    case 'tags':
      return undefined;
  }
}
