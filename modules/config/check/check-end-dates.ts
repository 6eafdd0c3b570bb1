import type { Problem } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import { quoted } from '../../policy/text/quote.js';
import type { Acknowledgement, Environment } from '../configuration.js';

/** How many days before its end an exception is worth a warning. */
const daysOfNotice = 30;

interface Term {
  readonly until: string;
  readonly owner: string;
  readonly path: Path;
}

/** Exceptions and acknowledgements that have ended, or are about to. `today` is `YYYY-MM-DD`. */
export function checkEndDates(
  environments: readonly Environment[],
  acknowledgements: readonly Acknowledgement[],
  today: string,
): Problem[] {
  const terms: readonly Term[] = [
    ...environments.flatMap(({ intent }) => intent.exceptions),
    ...acknowledgements,
  ];
  const distinct = new Map(terms.map((term) => [JSON.stringify(term.path), term]));
  return [...distinct.values()].flatMap((term) => checkTerm(term, today));
}

function checkTerm({ until, owner, path }: Term, today: string): Problem[] {
  const days = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  if (days < 0) {
    const message = `ended on ${quoted(until)}; ${quoted(owner)} answers for it`;
    const help = 'remove it, or agree on another day';
    return [{ kind: 'exception-expired', severity: 'error', path: [...path, 'until'], message, help }];
  }
  if (days > daysOfNotice) return [];
  const left =
    days === 0 ? 'today is its last day' : `ends in ${days} day${days === 1 ? '' : 's'}, on ${quoted(until)}`;
  const message = `${left}; ${quoted(owner)} answers for it`;
  const help = 'after that day it is an error';
  return [{ kind: 'exception-ends-soon', severity: 'warning', path: [...path, 'until'], message, help }];
}
