import type { Problem } from '../../modules/policy/problems/problem.js';
import { mistakes, withoutMistake } from '../support/mistakes.js';
import { plannedWithNotes } from '../support/planned-configuration.js';
import { smallOrganizationFile } from '../support/small-organization.js';

const problemsOf = (text: string) =>
  plannedWithNotes(text, { organizations: { 'organization.json': smallOrganizationFile() } }).problems;

test('the configuration without a mistake has no problem', () => {
  expect(problemsOf(withoutMistake)).toEqual([]);
});

/** The text with the value that the help names instead of the one that was found; undefined where it names none. */
function followed(text: string, { facts, help = '', line = 1 }: Problem): string | undefined {
  const found = facts !== undefined && 'found' in facts ? facts.found : undefined;
  const [, value, quoted] = /(?:did you mean|^write|quote it:) (?:`([^`…]+)`|('[^'…]+'))/.exec(help) ?? [];
  const instead = value ?? quoted;
  if (typeof found !== 'string' || found === '' || instead === undefined) return undefined;
  const lines = text.split('\n');
  const isQuoted = lines[line - 1]?.includes(`"${found}"`);
  return lines
    .map((each, index) =>
      index === line - 1 ? each.replace(isQuoted ? `"${found}"` : found, () => instead) : each,
    )
    .join('\n');
}

test.each(mistakes)('%s: one problem at its place, and its help removes it', (_, right, wrong, problem) => {
  expect(withoutMistake.split(right).length).toBeGreaterThan(1);
  const text = withoutMistake.replace(right, () => wrong);
  const [found, ...others] = problemsOf(text);
  if (found === undefined) throw new Error('there is no problem');
  expect([`${found.line}:${found.column} ${found.kind}`, others]).toEqual([problem, []]);
  expect(found.help).toBeDefined();
  const better = followed(text, found);
  if (better === undefined) return;
  const left = problemsOf(better).filter(({ severity }) => severity === 'error');
  expect(left.filter(({ line }) => line === found.line)).toEqual([]);
});
