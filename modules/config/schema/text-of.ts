import { z } from 'zod';
import { quoted } from '../../policy/problem.js';
import { judged } from './judged.js';

/** How a text must look, and the words for one that does not. */
export interface Form {
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
