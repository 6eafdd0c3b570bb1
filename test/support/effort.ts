/** One in how many runs of a random test a value of `TEST_EFFORT` leaves; `few` is for mutation testing. */
const shares: Readonly<Record<string, number>> = { full: 1, few: 5_000 };

/** The number of runs of a random test: all of them with `TEST_EFFORT=full`, else a part. */
export function runs(full: number): number {
  return Math.ceil(full / (shares[process.env['TEST_EFFORT'] ?? ''] ?? 50));
}

/** The seed of this run's random tests; `TEST_SEED` repeats a run. Put it into a title, so that it is printed. */
export const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 31);

/** Milliseconds that a random test may take, however slow the machine. */
export const patience = process.env['TEST_EFFORT'] === 'full' ? 3_600_000 : 120_000;
