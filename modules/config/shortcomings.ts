import type { z } from 'zod';
import type { Path } from '../policy/problem.js';
import type { Verdict } from './schema/judged.js';

/** One thing that a schema has against a value; unions are seen through. Paths lead from the value that was parsed. */
export type Shortcoming =
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
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
):
  | { readonly value: z.output<Schema>; readonly shortcomings: readonly [] }
  | { readonly value: undefined; readonly shortcomings: readonly Shortcoming[] } {
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

function shortcomingsOf(issue: Issue): Shortcoming[] {
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
function unionShortcomings(branches: readonly (readonly Issue[])[]): Shortcoming[] {
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

function isAboutShape(shortcoming: Shortcoming): shortcoming is Shortcoming & { readonly kind: 'mismatch' } {
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
