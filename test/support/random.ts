/** A source of random numbers that gives the same ones for the same seed; faster than fast-check, and cannot shrink. */
export interface Random {
  /** A whole number from 0 up to but not including `end`. */
  readonly below: (end: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  /** True once in `times`. */
  readonly once: (times: number) => boolean;
}

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    below,
    pick: <T>(items: readonly T[]): T => items[below(items.length)] as T,
    once: (times) => below(times) === 0,
  };
}
