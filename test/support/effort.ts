/** One in how many runs of a random test a value of `TEST_EFFORT` leaves; `few` is for mutation testing. */
const shares: Readonly<Record<string, number>> = { full: 1, few: 5_000 };

/** The number of runs of a random test: all of them with `TEST_EFFORT=full`, else one in `share`. */
export function runs(full: number, share = 50): number {
  return Math.ceil(full / (shares[process.env['TEST_EFFORT'] ?? ''] ?? share));
}

/** The seed of this run's random tests; `TEST_SEED` repeats a run. Put it into a title, so that it is printed. */
export const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 31);

/** True if slow tests run completely, not a part of each. */
export const isFull = process.env['TEST_EFFORT'] === 'full';

/** Milliseconds that a random test may take, however slow the machine. */
export const patience = isFull ? 3_600_000 : 120_000;
