import { finding, type Problem, type Severity } from './problem.js';

/** A file of 2 MB can have a million problems; a reader starts with the first. */
const maxProblems = 1_000;
/** Of all problems together, as JSON. */
const maxCharacters = 500_000;

const severities: readonly Severity[] = ['error', 'warning', 'note'];

/** The most severe of the problems, in their order; where there are too many, the last one counts the others. */
export function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= 10) return problems;
  const earlier = problems.flatMap(({ kind, severity, facts }) =>
    kind === 'more-problems' && 'kinds' in facts ? [{ severity, facts }] : [],
  );
  const single = problems.filter(({ kind }) => kind !== 'more-problems');
  const kept = new Set<Problem>();
  let characters = 0;
  for (const problem of severities.flatMap((one) => single.filter(({ severity }) => severity === one))) {
    characters += JSON.stringify(problem).length;
    if (kept.size >= maxProblems || characters > maxCharacters) break;
    kept.add(problem);
  }
  const others = single.filter((problem) => !kept.has(problem));
  const last = single.at(-1);
  if (others.length === 0 || last === undefined) return problems;
  const severity =
    severities.find((one) => [...others, ...earlier].some((other) => other.severity === one)) ?? 'note';
  const counted = earlier.reduce((sum, { facts: { count } }) => sum + count, others.length);
  const kinds = [...others.map(({ kind }) => kind), ...earlier.flatMap(({ facts }) => facts.kinds)];
  const facts = { count: counted, kinds: [...new Set(kinds)].sort() };
  const { file, line, column } = last;
  const place =
    file === undefined ? {} : { file, ...(line === undefined ? {} : { line, column: column ?? 1 }) };
  const more = { ...finding('more-problems', severity, { path: [] }, facts), ...place };
  return [...single.filter((problem) => kept.has(problem)), more];
}
