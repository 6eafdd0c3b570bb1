import type { Problem } from '../../modules/policy/problems/problem.js';
import { renderPath } from '../../modules/policy/text/path.js';

/** The problems in the error that a construct throws; none where it does not throw. */
export function refusalOf(create: () => unknown): readonly Problem[] {
  try {
    create();
    return [];
  } catch (error) {
    if (error instanceof Error && 'problems' in error && isProblems(error.problems)) return error.problems;
    throw error;
  }
}

/** The same, a line each: `slack.client wrong-type`. */
export function refusalLines(create: () => unknown): string[] {
  return refusalOf(create).map(({ path, kind }) => `${renderPath(path)} ${kind}`.trim());
}

function isProblems(value: unknown): value is readonly Problem[] {
  return Array.isArray(value);
}
