import { daysBetween } from '../../analysis/dated-exceptions.js';
import type { EndDate } from '../../policy/problems/configuration-problems.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import type { Acknowledgement, Environment } from '../configuration.js';

/** The days before the end date of an exception with a warning. */
const daysOfNotice = 30;

interface Term extends EndDate {
  readonly path: Path;
}

/** Exceptions and acknowledgements that have expired or expire soon. `today` is YYYY-MM-DD. */
export function checkEndDates(
  environments: readonly Environment[],
  acknowledgements: readonly Acknowledgement[],
  today: string,
): Finding[] {
  const terms: readonly Term[] = [
    ...environments.flatMap(({ intent }) => intent.exceptions),
    ...acknowledgements,
  ];
  const distinct = new Map(terms.map((term) => [JSON.stringify(term.path), term]));
  return [...distinct.values()].flatMap((term) => checkTerm(term, today));
}

function checkTerm({ until, owner, path }: Term, today: string): Finding[] {
  const days = daysBetween(today, until);
  const at = { path: [...path, 'until'] };
  if (days < 0) return [finding('exception-expired', 'error', at, { until, owner })];
  return days > daysOfNotice ? [] : [finding('exception-ends-soon', 'warning', at, { until, owner, days })];
}
