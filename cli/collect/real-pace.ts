import { performance } from 'node:perf_hooks';
import type { Clock } from '../../modules/inventory/collect/clock.js';

/** The time of this machine. */
export interface RealPace extends Clock {
  /** Nobody who sleeps wakes up any more, so that the process may end. */
  readonly stop: () => void;
}

/** The clock and the dice of this machine. */
export function realPace(): RealPace {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => performance.now(),
    random: Math.random,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          resolve();
        }, milliseconds);
        timers.add(timer);
      }),
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
