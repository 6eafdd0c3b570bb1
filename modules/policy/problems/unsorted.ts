import { type ProblemEntry, problem } from './problem-entry.js';

/** Words that are still written where the problem is found. */
export interface WrittenWords {
  readonly message: string;
  readonly help?: string | undefined;
}

/** A kind whose facts are not typed yet. */
export function unsorted(title: string): ProblemEntry<WrittenWords> {
  return problem(title, (words) => words);
}
