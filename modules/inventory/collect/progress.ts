import type { RateLimiter } from './rate-limiter.js';
import type { ApiRequest, Operation } from './request.js';

/** How far a collection is. The contents of an OU are unknown until it is read, so the figures grow. */
export interface Progress {
  readonly answered: number;
  /** Requests that are known to be needed, answered ones included. */
  readonly known: number;
  /** Seconds that the known requests take at least. */
  readonly secondsLeft: number;
}

/** Counts requests. */
export interface ProgressCounter {
  readonly onChange: (question: ApiRequest, change: 'put' | 'done') => void;
  readonly progress: () => Progress;
}

/** A counter that estimates by the rates: operations run in parallel, so the slowest one decides. */
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
