import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';
import type { ExpectationOutcome, WishFailure, WishOutcome } from './run-expectations.js';

/** How parts of the text are painted. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** More accounts with the same answer than this are counted, not named. */
const mostNamed = 3;

/** Every expectation in a line; below one that does not hold, what happens instead, and why. */
export function renderExpectations(
  outcomes: readonly ExpectationOutcome[],
  nameOf: (id: string) => string,
  paint: Paint,
): string {
  const lines = outcomes.flatMap((outcome) => {
    const { expectation, accounts, emptyTargets, wishes, holds } = outcome;
    const count = paint.dim(`(${accounts} account${accounts === 1 ? '' : 's'})`);
    const head = `${holds ? paint.good('holds') : paint.bad('fails')}  ${escapeControlCharacters(expectation.name)} ${count}`;
    const empty = emptyTargets.map((target) => `         no account at ${escapeControlCharacters(target)}`);
    return [head, ...empty, ...wishes.flatMap((wish) => failureLines(wish, nameOf))];
  });
  const held = outcomes.filter(({ holds }) => holds).length;
  const total = `${held} of ${outcomes.length} expectations hold`;
  lines.push('', held === outcomes.length ? paint.good(total) : paint.bad(total));
  return lines.map((line) => `${line}\n`).join('');
}

function failureLines({ wish, failures }: WishOutcome, nameOf: (id: string) => string): readonly string[] {
  return sameAnswers(failures).flatMap(({ found, reasons, accounts }) => {
    const named = accounts.slice(0, mostNamed).map(nameOf).join(', ');
    const more = accounts.length > mostNamed ? ` and ${accounts.length - mostNamed} more` : '';
    return [
      `         ${escapeControlCharacters(wish.text)} should be ${wish.expected} and is ${found} in ${escapeControlCharacters(named + more)}`,
      ...reasons.map(({ message }) => `           ${escapeControlCharacters(message)}`),
    ];
  });
}

/** Failures with the same reasons together, so that a hundred accounts read as one. */
function sameAnswers(
  failures: readonly WishFailure[],
): readonly (Omit<WishFailure, 'accountId'> & { readonly accounts: readonly string[] })[] {
  const groups = new Map<string, { readonly failure: WishFailure; readonly accounts: string[] }>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.found, failure.reasons]);
    const group = groups.get(key) ?? { failure, accounts: [] };
    group.accounts.push(failure.accountId);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ failure: { found, reasons }, accounts }) => ({
    found,
    reasons,
    accounts,
  }));
}
