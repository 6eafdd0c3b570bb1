import { limitProblems } from '../modules/policy/problems/limit-problems.js';
import { hasErrors, type Problem } from '../modules/policy/problems/problem.js';
import { renderProblems } from '../modules/report/problems-text.js';
import type { World } from './world.js';

/**
 * Problems on stderr, beside an answer. Where an error keeps the answer from being given and it should have been
 * JSON, they are the answer: `{"problems": […]}` on stdout.
 */
export function printProblems(world: World, all: readonly Problem[], format: string | undefined): void {
  const problems = limitProblems(all);
  if (format === 'json' && hasErrors(problems)) world.stdout.write(`${JSON.stringify({ problems })}\n`);
  else world.stderr.write(renderProblems(problems, world.stderr.colour));
}
