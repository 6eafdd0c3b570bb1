import { suggest } from '../text/suggest.js';
import type { ProblemFacts } from './problem-kinds.js';

/** The facts of an unknown key: the nearest known key, or all known keys where none is near. */
export function unknownKey(key: string, known: readonly string[]): ProblemFacts<'unknown-key'> {
  const nearest = suggest(key, known);
  return nearest === undefined ? { key, expected: [...known].sort() } : { key, nearest };
}
