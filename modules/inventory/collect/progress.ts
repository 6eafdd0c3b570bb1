import type { RateLimiter } from './rate-limiter.js';
import type { ApiRequest, Operation } from './request.js';

/** How far a collection is. What is below a unit is not known before the unit is read, so figures grow. */
export interface Progress {
  readonly answered: number;
  /** Questions that are known to be put, those that are answered included. */
  readonly known: number;
  /** Seconds that the known questions take at the least. */
  readonly secondsLeft: number;
}

/** Counts questions. */
export interface ProgressCounter {
  readonly onChange: (question: ApiRequest, change: 'put' | 'done') => void;
  readonly progress: () => Progress;
}

/** A counter whose estimate comes from the rates: operations are asked for side by side, the slowest one decides. */
export function progressCounter(limiter: Pick<RateLimiter, 'timeFor'>): ProgressCounter {
  const waiting = new Map<Operation, number>();
  let answered = 0;
  let known = 0;
  return {
    onChange: ({ operation }, change) => {
      if (change === 'put') known++;
      else answered++;
      waiting.set(operation, (waiting.get(operation) ?? 0) + (change === 'put' ? 1 : -1));
    },
    progress: () => {
      const times = [...waiting].map(([operation, count]) => limiter.timeFor(operation, count));
      return { answered, known, secondsLeft: Math.ceil(Math.max(0, ...times) / 1000) };
    },
  };
}
