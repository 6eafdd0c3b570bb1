import { z } from 'zod';
import type { ProblemKind } from '../../policy/problems/problem-kinds.js';
import { quoted } from '../../policy/text/quote.js';
import { holdsPlaceholder } from '../text/placeholder.js';

/** How a text must look, and the words for one that does not. */
interface Form {
  /** Read by editors too, as the pattern of the JSON Schema: no flags. */
  readonly pattern: RegExp;
  /** What stands after `expected`. */
  readonly expected: string;
  readonly help: string;
  /** What a pattern cannot say. */
  readonly holds?: (text: string) => boolean;
}

/** A text of one form. */
export function textOf({ pattern, expected, help, holds = () => true }: Form) {
  return judged(z.string().meta({ pattern: pattern.source }), (text) => {
    if (pattern.test(text) && holds(text)) return undefined;
    const found = text === '' ? 'an empty text' : quoted(text);
    return { kind: 'invalid-value', message: `found ${found}; expected ${expected}`, help };
  });
}

/** A text that says something: more than white space. */
export function nameOf(what: string, help: string) {
  return textOf({ pattern: /\S/, expected: what, help });
}

/** Why a value is not taken. */
export interface Verdict {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly help: string;
}

/**
 * The schema with one more question asked of every value: what `judge` answers becomes a problem at its place. A text
 * with a placeholder is not judged.
 */
export function judged<Schema extends z.ZodType>(
  schema: Schema,
  judge: (value: z.output<Schema>) => Verdict | undefined,
): Schema {
  return schema.check((context) => {
    if (typeof context.value === 'string' && holdsPlaceholder(context.value)) return;
    const verdict = judge(context.value as z.output<Schema>);
    if (verdict === undefined) return;
    const { message, kind, help } = verdict;
    context.issues.push({ code: 'custom', input: context.value, message, params: { kind, help } });
  });
}

/** One value, or a list of them. */
export function oneOrMany<Item extends z.ZodType>(item: Item): z.ZodUnion<[Item, z.ZodArray<Item>]> {
  return z.union([item, z.array(item)]);
}

/** A value or a list as a list; nothing at all is the empty list. */
export function asList<T extends string | number | object>(
  value: T | readonly T[] | undefined,
): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** The name of a Region; emulators have Regions of their own, so that only the characters are known. */
export const region = textOf({
  pattern: /^[\w.-]+$/,
  expected: 'the name of a Region',
  help: 'it looks like `us-east-1`',
});
