import type * as z from 'zod';
import type { ExpectedType } from '../../policy/problems/configuration-words.js';
import { isJsonObject, type JsonObject, type JsonValue, valueAt } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import type { ValueIssue } from '../schema/text-of.js';

/** The valid part of a value, and what is wrong with the rest. */
interface PartiallyParsed<T> {
  /** The value without its invalid keys; undefined when a required key is invalid. */
  readonly value: T | undefined;
  readonly issues: readonly SchemaIssue[];
}

/**
 * Parses a value and continues after a problem: invalid keys are removed, or replaced by those of `fallback`, so the
 * rest can be checked and all problems of a file are found at once.
 */
export function parsePartially<Schema extends z.ZodType>(
  schema: Schema,
  value: JsonValue,
  fallback: JsonObject = {},
): PartiallyParsed<z.output<Schema>> {
  const first = parseWith(schema, value);
  let { issues } = first;
  let rest: JsonValue | undefined = issues.length > 0 ? copyOf(value) : value;
  while (issues.length > 0 && rest !== undefined) {
    for (const issue of issues) rest = without(rest, issue, fallback);
    if (rest === undefined) break;
    const again = parseWith(schema, isJsonObject(rest) ? { ...fallback, ...rest } : rest);
    if (again.issues.length === 0) return { value: again.value, issues: first.issues };
    issues = again.issues;
  }
  return { value: first.value, issues: first.issues };
}

function without(
  value: JsonValue | undefined,
  issue: SchemaIssue,
  fallback: JsonObject,
): JsonValue | undefined {
  if (issue.kind !== 'unknown-keys') {
    const [key, ...below] = issue.path;
    const isMissing = key !== undefined && isJsonObject(value) && !Object.hasOwn(value, key);
    if (isMissing && below.length === 0 && Object.hasOwn(fallback, key)) return value;
    return withoutPath(value, issue.path);
  }
  const paths = issue.keys.map((key) => [...issue.path, key]);
  return paths.reduce<JsonValue | undefined>(withoutPath, value);
}

/** Where the path does not exist, a key is missing or was removed before: then the parent is removed. */
function withoutPath(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  if (value === undefined) return undefined;
  if (valueAt(value, ...path) !== undefined) return cut(value, path);
  const parent = path.slice(0, -1);
  return valueAt(value, ...parent) !== undefined ? cut(value, parent) : value;
}

/**
 * Removes the innermost key on `path` from a copy. Items of lists are not removed, because that would change the indices
 * of the items after them. Undefined when there is no key to remove.
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

/** One copy for all keys that are removed: a copy for each would be slow where thousands are invalid. */
function copyOf(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, copyOf(inside)]));
}

/** One violation of a schema; those of unions are resolved. Paths start at the value that was parsed. */
export type SchemaIssue =
  | {
      readonly kind: 'unknown-keys';
      readonly path: Path;
      readonly keys: readonly string[];
      readonly known: readonly string[];
    }
  | TypeMismatch
  | { readonly kind: 'value'; readonly path: Path; readonly issue: ValueIssue };

/** A value of another type, or another word, than the schema accepts. */
export interface TypeMismatch {
  readonly kind: 'mismatch';
  readonly path: Path;
  readonly expected: readonly ExpectedType[];
  readonly words: readonly string[];
  /** The bound of `minimum` or `maximum`. */
  readonly limit?: number;
}

type Issue = z.core.$ZodIssue;

/** The keys that the schema knows, by the list of unknown keys that zod reports. */
type KnownKeys = WeakMap<readonly string[], readonly string[]>;

function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
):
  | { readonly value: z.output<Schema>; readonly issues: readonly [] }
  | { readonly value: undefined; readonly issues: readonly SchemaIssue[] } {
  const known: KnownKeys = new WeakMap();
  // An issue does not contain the known keys. Its schema does, which zod passes only to an error map.
  const error = (issue: z.core.$ZodRawIssue): undefined => {
    if (issue.code !== 'unrecognized_keys') return;
    const definition = issue.inst?._zod.def as { readonly shape?: object } | undefined;
    known.set(issue.keys, Object.keys(definition?.shape ?? {}));
  };
  // A file is parsed once: compiling its schema first (`jitless: false`) would take longer than it saves.
  const parsed = schema.safeParse(value, { error, jitless: true });
  if (parsed.success) return { value: parsed.data, issues: [] };
  return { value: undefined, issues: parsed.error.issues.flatMap((issue) => schemaIssues(issue, known)) };
}

function schemaIssues(issue: Issue, known: KnownKeys): SchemaIssue[] {
  const { path } = issue as { readonly path: Path };
  const below = (issues: readonly Issue[]) => issues.flatMap((each) => schemaIssues(each, known));
  switch (issue.code) {
    case 'unrecognized_keys':
      return [{ kind: 'unknown-keys', path, keys: issue.keys, known: known.get(issue.keys) ?? [] }];
    case 'invalid_union':
      return unionIssues(issue.errors.map(below)).map((each) => ({ ...each, path: [...path, ...each.path] }));
    case 'invalid_key':
      return below(issue.issues).map((each) => ({ ...each, path }));
    case 'custom':
      return [{ kind: 'value', path, issue: issue.params as ValueIssue & Record<string, unknown> }];
    case 'invalid_value':
      return [{ kind: 'mismatch', path, expected: [], words: issue.values.map(String) }];
    default:
      return [{ kind: 'mismatch', path, words: [], ...expectedBy(issue) }];
  }
}

/** The issues of the branch whose type the value has; if there is none, one mismatch with all accepted types. */
function unionIssues(branches: readonly (readonly SchemaIssue[])[]): readonly SchemaIssue[] {
  const meant = branches.find((branch) => !branch.some(isMismatchOfRoot));
  if (meant !== undefined) return meant;
  const mismatches = branches.flat().filter(isMismatchOfRoot);
  return [
    {
      kind: 'mismatch',
      path: [],
      expected: [...new Set(mismatches.flatMap(({ expected }) => expected))],
      words: [...new Set(mismatches.flatMap(({ words }) => words))],
    },
  ];
}

function isMismatchOfRoot(issue: SchemaIssue): issue is TypeMismatch {
  return issue.kind === 'mismatch' && issue.path.length === 0;
}

const typesOfZod: Readonly<Record<string, ExpectedType>> = {
  string: 'string',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
  record: 'object',
};

function expectedBy(issue: Issue): Pick<TypeMismatch, 'expected' | 'limit'> {
  if (issue.code === 'invalid_type') {
    const type = typesOfZod[issue.expected];
    return { expected: type === undefined ? [] : [type] };
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return { expected: ['non-empty string'] };
    if (issue.origin === 'array') return { expected: ['non-empty list'] };
    return { expected: ['minimum'], limit: Number(issue.minimum) };
  }
  return issue.code === 'too_big'
    ? { expected: ['maximum'], limit: Number(issue.maximum) }
    : { expected: [] };
}
