/** Time and random numbers, as an argument: tests pass their own. */
export interface Clock {
  /** Milliseconds since a fixed moment. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** At least 0, below 1. */
  readonly random: () => number;
}
