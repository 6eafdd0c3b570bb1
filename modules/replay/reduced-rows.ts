import { groupedBy } from '../policy/grouped-by.js';
import type { Tallies, Tally } from './tallies.js';

/**
 * Adds the rows that queries reduced, each with the number of its calls. A row has no event IDs: calls of one kind that
 * two rows that overlap in time, or of a row and single events, can be the same, so the larger number counts.
 */
export function countOnce(counted: Omit<Tallies, 'overlap'>, rows: readonly Tally[]): Tallies {
  const repeated: Repeated[] = [];
  const merged = [...groupedBy(rows, kindOf).values()].flatMap((some) => mergeRows(some, repeated));
  subtractEvents(merged, counted, repeated);
  const all = { ...counted, tallies: [...counted.tallies, ...merged.filter((row) => row.calls > 0)] };
  if (repeated.length === 0) return all;
  const sum = (some: readonly Repeated[]) => some.reduce((total, { calls }) => total + calls, 0);
  const calls = sum(repeated);
  const background = sum(repeated.filter(({ isBackground }) => isBackground));
  const times = repeated.flatMap(({ first, last }) => [first, last]).sort();
  return {
    ...all,
    read: counted.read - calls,
    background: counted.background - background,
    fromChat: counted.fromChat - (calls - background),
    overlap: {
      calls,
      accounts: [...new Set(repeated.map(({ accountId }) => accountId))].sort(),
      from: times[0] ?? '',
      to: times.at(-1) ?? '',
    },
  };
}

/** Calls that were counted before. */
type Repeated = Pick<Tally, 'accountId' | 'isBackground' | 'calls' | 'first' | 'last'>;

/** The columns by which the queries group calls. */
function kindOf({ source, name, accountId, region, roleArn }: Tally): string {
  return [source, name, accountId, region, roleArn].join('\u0000');
}

/** Rows of one kind of call, those that overlap in time as one: with the counts of the largest. */
function mergeRows(rows: readonly Tally[], repeated: Repeated[]): readonly Tally[] {
  const merged: Tally[] = [];
  for (const row of [...rows].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const known = merged.at(-1);
    if (known === undefined || row.first > known.last) {
      merged.push({ ...row, deniedBy: new Set(row.deniedBy) });
      continue;
    }
    repeated.push({ ...row, calls: Math.min(row.calls, known.calls) });
    known.calls = Math.max(row.calls, known.calls);
    known.denied = Math.max(row.denied, known.denied);
    if (row.last > known.last) known.last = row.last;
    for (const policy of row.deniedBy) known.deniedBy.add(policy);
  }
  return merged;
}

/**
 * Takes single events off the row that contains them: they contain more. Calls that are not kept one by one are compared by
 * their first and last time.
 */
function subtractEvents(
  rows: readonly Tally[],
  { tallies, kept }: Pick<Tallies, 'tallies' | 'kept'>,
  repeated: Repeated[],
): void {
  const byKind = groupedBy(rows, kindOf);
  const subtract = (
    tally: Tally,
    {
      calls,
      denied,
      first,
      last,
    }: Omit<Repeated, 'accountId' | 'isBackground'> & { readonly denied: number },
  ): void => {
    const row = byKind
      .get(kindOf(tally))
      ?.find((one) => one.first <= last && one.last >= first && one.calls > 0);
    if (row === undefined) return;
    const taken = Math.min(calls, row.calls);
    row.calls -= taken;
    row.denied = Math.min(Math.max(0, row.denied - denied), row.calls);
    repeated.push({
      accountId: tally.accountId,
      isBackground: tally.isBackground,
      calls: taken,
      first,
      last,
    });
  };
  const keptOf = new Map<Tally, number>();
  for (const { tally, time, denied } of kept) {
    keptOf.set(tally, (keptOf.get(tally) ?? 0) + 1);
    subtract(tally, { calls: 1, denied: denied ? 1 : 0, first: time, last: time });
  }
  for (const tally of tallies) {
    const others = tally.calls - (keptOf.get(tally) ?? 0);
    if (others > 0)
      subtract(tally, { ...tally, calls: others, denied: keptOf.has(tally) ? 0 : tally.denied });
  }
}
