import * as z from 'zod';
import type { ProblemFacts, ProblemKind } from '../../policy/problems/problem-kinds.js';
import type { ValueFormName } from '../../policy/problems/value-forms.js';
import { holdsPlaceholder } from '../text/placeholder.js';

/** A form that a string must have. */
interface StringForm {
  /** Editors read it too, as the pattern of the JSON Schema: no flags. */
  readonly pattern: RegExp;
  readonly form: ValueFormName;
  /** Checks what a pattern cannot. */
  readonly holds?: (text: string) => boolean;
}

/** The schema of a string of one form. */
export function stringOf({ pattern, form, holds = () => true }: StringForm) {
  return checked(z.string().meta({ pattern: pattern.source }), (text) =>
    pattern.test(text) && holds(text) ? undefined : wrongForm(text, form),
  );
}

/** The schema of a string that contains more than white space. */
export function nameOf(form: ValueFormName) {
  return stringOf({ pattern: /\S/, form });
}

/** A problem of a value that has the right type. */
export interface ValueIssue<K extends ProblemKind = ProblemKind> {
  readonly kind: K;
  readonly facts: ProblemFacts<K>;
}

/** A value issue; the kind determines the type of the facts. */
export function valueIssue<K extends ProblemKind>(kind: K, facts: ProblemFacts<K>): ValueIssue<K> {
  return { kind, facts };
}

/** The issue of a string that does not have the expected form. */
export function wrongForm(found: string, expected: ValueFormName): ValueIssue {
  return valueIssue('invalid-value', { rule: 'form', found, expected });
}

/**
 * The schema with a further check of each value; an issue that it returns is reported at the value's path. A string with
 * a placeholder is not checked.
 */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  check: (value: z.output<Schema>) => ValueIssue | undefined,
): Schema {
  return schema.check(({ value, issues }) => {
    if (typeof value === 'string' && holdsPlaceholder(value)) return;
    const issue = check(value as z.output<Schema>);
    if (issue !== undefined) issues.push({ code: 'custom', input: value, params: { ...issue } });
  });
}

/** The schema of one value or a list of values. */
export function oneOrMany<Item extends z.ZodType>(item: Item): z.ZodUnion<[Item, z.ZodArray<Item>]> {
  return z.union([item, z.array(item)]);
}

/** The value or list as a list; empty where there is no value. */
export function asList<T extends string | number | object>(
  value: T | readonly T[] | undefined,
): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** The name of a Region. Emulators have Regions of their own, so only the characters are checked. */
export const region = stringOf({ pattern: /^[\w.-]+$/, form: 'region' });
