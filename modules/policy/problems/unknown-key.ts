import { suggest } from '../text/suggest.js';
import type { ProblemFacts } from './problem-kinds.js';

/** The facts of an unknown key: the key, the known keys, and the nearest of them. */
export function unknownKey(key: string, known: readonly string[]): ProblemFacts<'unknown-key'> {
  const nearest = suggest(key, known);
  return { key, expected: [...known].sort(), ...(nearest === undefined ? {} : { nearest }) };
}
