/** How hard a random test tries: the whole number of runs with `TEST_EFFORT=full`, else one in fifty of them. */
export function runs(full: number): number {
  return process.env['TEST_EFFORT'] === 'full' ? full : Math.ceil(full / 50);
}

/** The seed of this run's random tests; `TEST_SEED` repeats a run. Put it into a title, so that it is printed. */
export const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 2 ** 31);

/** Milliseconds that a random test may take, however slow the machine. */
export const patience = process.env['TEST_EFFORT'] === 'full' ? 3_600_000 : 120_000;
