import { isJsonObject, type JsonObject, type JsonValue } from './json.js';
import { type Finding, type Path, quoted, type Severity } from './problem.js';
import type { ProblemKind } from './problem-kinds.js';

/**
 * A place in a document while it is read, cheap to make: the path is only put together when something is wrong.
 */
export interface Spot {
  readonly above: Spot | undefined;
  readonly key: string | number;
}

/** The place under `above`. */
export function under(above: Spot | undefined, key: string | number): Spot {
  return { above, key };
}

function pathOf(spot: Spot | undefined): Path {
  const path: (string | number)[] = [];
  for (let here = spot; here !== undefined; here = here.above) path.push(here.key);
  return path.reverse();
}

/** Collects findings and reads fields of objects, noting whatever has the wrong type. */
export interface FieldReader {
  readonly findings: readonly Finding[];
  readonly report: (
    kind: ProblemKind,
    spot: Spot | undefined,
    message: string,
    help?: string,
    severity?: Severity,
  ) => void;
  readonly object: (value: JsonValue | undefined, spot: Spot | undefined) => JsonObject | undefined;
  readonly list: (value: JsonValue | undefined, spot: Spot) => readonly JsonValue[];
  readonly text: (value: JsonValue | undefined, spot: Spot) => string | undefined;
  readonly flag: (value: JsonValue | undefined, spot: Spot, fallback: boolean) => boolean;
}

/** A reader with nothing found yet. */
export function fieldReader(): FieldReader {
  const findings: Finding[] = [];
  const report: FieldReader['report'] = (kind, spot, message, help, severity = 'error') => {
    findings.push({ kind, severity, path: pathOf(spot), message, ...(help === undefined ? {} : { help }) });
  };
  const wrongType = (value: JsonValue | undefined, spot: Spot | undefined, expected: string): undefined => {
    if (value === undefined) report('missing-key', spot, `missing; expected ${expected}`);
    else report('wrong-type', spot, `found ${describe(value)}; expected ${expected}`);
  };
  return {
    findings,
    report,
    object: (value, spot) => (isJsonObject(value) ? value : wrongType(value, spot, 'an object')),
    list: (value, spot) => (Array.isArray(value) ? value : (wrongType(value, spot, 'a list') ?? [])),
    text: (value, spot) => (typeof value === 'string' ? value : wrongType(value, spot, 'text')),
    flag: (value, spot, fallback) => {
      if (value === undefined) return fallback;
      return typeof value === 'boolean' ? value : (wrongType(value, spot, '`true` or `false`') ?? fallback);
    },
  };
}

function describe(value: JsonValue): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  return quoted(String(value));
}
