import type { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import type { Verdict } from '../schema/text-of.js';

/** What could be read of a value, and what is wrong with it. */
interface PartiallyParsed<T> {
  /** The value without the keys that are wrong; undefined when one that is required is among them. */
  readonly value: T | undefined;
  readonly shortcomings: readonly SchemaIssue[];
}

/**
 * Parses a value and goes on where it is wrong: the keys in question are left out, or taken from `fallback`, so that
 * the rest can be checked further and all problems of a file are found in one go.
 */
export function parsePartially<Schema extends z.ZodType>(
  schema: Schema,
  value: JsonValue,
  fallback: JsonObject = {},
): PartiallyParsed<z.output<Schema>> {
  const first = parseWith(schema, value);
  let { shortcomings } = first;
  let rest: JsonValue | undefined = shortcomings.length > 0 ? copyOf(value) : value;
  while (shortcomings.length > 0 && rest !== undefined) {
    for (const shortcoming of shortcomings) rest = without(rest, shortcoming, fallback);
    if (rest === undefined) break;
    const again = parseWith(schema, isJsonObject(rest) ? { ...fallback, ...rest } : rest);
    if (again.shortcomings.length === 0) return { value: again.value, shortcomings: first.shortcomings };
    shortcomings = again.shortcomings;
  }
  return { value: first.value, shortcomings: first.shortcomings };
}

function without(
  value: JsonValue | undefined,
  shortcoming: SchemaIssue,
  fallback: JsonObject,
): JsonValue | undefined {
  if (shortcoming.kind !== 'unknown-keys') {
    const [key, ...below] = shortcoming.path;
    const isMissing = key !== undefined && isJsonObject(value) && !Object.hasOwn(value, key);
    if (isMissing && below.length === 0 && Object.hasOwn(fallback, key)) return value;
    return withoutPath(value, shortcoming.path);
  }
  const paths = shortcoming.keys.map((key) => [...shortcoming.path, key]);
  return paths.reduce<JsonValue | undefined>(withoutPath, value);
}

/** A path that leads nowhere is a missing key, and what it is missing from goes, or it went with another one. */
function withoutPath(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  if (value === undefined) return undefined;
  if (exists(value, path)) return cut(value, path);
  const parent = path.slice(0, -1);
  return exists(value, parent) ? cut(value, parent) : value;
}

function exists(value: JsonValue, path: Path): boolean {
  let inside: JsonValue | undefined = value;
  for (const part of path) {
    if (Array.isArray(inside)) inside = inside[Number(part)] as JsonValue | undefined;
    else inside = isJsonObject(inside) && Object.hasOwn(inside, part) ? inside[part] : undefined;
    if (inside === undefined) return false;
  }
  return true;
}

/**
 * Takes the innermost key on `path` out of a value of our own. Items of lists are never taken out, because that would
 * move their neighbours. Undefined when there is no key to take out.
 */
function cut(value: JsonValue, path: Path): JsonValue | undefined {
  let inside: JsonValue | undefined = value;
  let innermost: { readonly object: Record<string, JsonValue>; readonly key: string | number } | undefined;
  for (const part of path) {
    if (isJsonObject(inside)) innermost = { object: inside, key: part };
    inside = isJsonObject(inside) || Array.isArray(inside) ? (inside as JsonObject)[part] : undefined;
  }
  if (innermost === undefined) return undefined;
  delete innermost.object[innermost.key];
  return value;
}

/** One copy for all keys that are taken out: one for each of them takes long where thousands are wrong. */
function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, copyOf(inside)]));
}

/** One thing that a schema has against a value; unions are seen through. Paths lead from the value that was parsed. */
export type SchemaIssue =
  | {
      readonly kind: 'unknown-keys';
      readonly path: Path;
      readonly keys: readonly string[];
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'mismatch';
      readonly path: Path;
      /** What would have been taken: `text`, `a list`, … */
      readonly shapes: readonly string[];
      /** And which words. */
      readonly words: readonly string[];
    }
  | { readonly kind: 'verdict'; readonly path: Path; readonly verdict: Verdict };

type Issue = z.core.$ZodIssue;

/** Parses `value`; what it falls short of comes with the keys that are known at each place. */
function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
):
  | { readonly value: z.output<Schema>; readonly shortcomings: readonly [] }
  | { readonly value: undefined; readonly shortcomings: readonly SchemaIssue[] } {
  // A file is parsed once: compiling its schema first (`jitless: false`) would take longer than it saves.
  const parsed = schema.safeParse(value, { error: knownKeys, jitless: true });
  if (parsed.success) return { value: parsed.data, shortcomings: [] };
  return { value: undefined, shortcomings: parsed.error.issues.flatMap(shortcomingsOf) };
}

/** An issue about unknown keys does not say which keys are known; its schema does, which only an error map sees. */
function knownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const definition = issue.inst?._zod.def as { readonly shape?: object } | undefined;
  return JSON.stringify(Object.keys(definition?.shape ?? {}));
}

function shortcomingsOf(issue: Issue): SchemaIssue[] {
  const { path } = issue as { readonly path: Path };
  switch (issue.code) {
    case 'unrecognized_keys':
      return [{ kind: 'unknown-keys', path, keys: issue.keys, known: JSON.parse(issue.message) as string[] }];
    case 'invalid_union':
      return unionShortcomings(issue.errors).map((below) => ({ ...below, path: [...path, ...below.path] }));
    case 'invalid_key':
      return issue.issues.flatMap(shortcomingsOf).map((below) => ({ ...below, path }));
    case 'custom':
      return [{ kind: 'verdict', path, verdict: verdictOf(issue) }];
    case 'invalid_value':
      return [{ kind: 'mismatch', path, shapes: [], words: issue.values.map(String) }];
    default:
      return [{ kind: 'mismatch', path, shapes: [shapeOf(issue)], words: [] }];
  }
}

/** The branch that was meant: the one whose shape the value has. If none has it, what each would have taken. */
function unionShortcomings(branches: readonly (readonly Issue[])[]): SchemaIssue[] {
  const all = branches.map((issues) => issues.flatMap(shortcomingsOf));
  const meant = all.find((branch) => !branch.some(isAboutShape));
  if (meant !== undefined) return meant;
  const mismatches = all.flat().filter(isAboutShape);
  return [
    {
      kind: 'mismatch',
      path: [],
      shapes: [...new Set(mismatches.flatMap((mismatch) => mismatch.shapes))],
      words: [...new Set(mismatches.flatMap((mismatch) => mismatch.words))],
    },
  ];
}

function isAboutShape(shortcoming: SchemaIssue): shortcoming is SchemaIssue & { readonly kind: 'mismatch' } {
  return shortcoming.kind === 'mismatch' && shortcoming.path.length === 0;
}

function verdictOf(issue: Issue): Verdict {
  const { kind, help } = (issue as z.core.$ZodIssueCustom).params as Omit<Verdict, 'message'>;
  return { kind, help, message: issue.message };
}

const shapes: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function shapeOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return shapes[issue.expected] ?? issue.expected;
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'a text that is not empty';
    return issue.origin === 'array' ? 'a list that is not empty' : `a number of at least ${issue.minimum}`;
  }
  if (issue.code === 'too_big' && issue.origin !== 'string') return `a number of at most ${issue.maximum}`;
  return 'another value';
}
