import type { Clock } from './clock.js';
import type { Operation } from './request.js';
import { politeShare, type Rate } from './request-rates.js';

/** Keeps requests apart, every operation for itself. */
export interface RateLimiter {
  /** Waits for the operation's turn. */
  readonly turn: (operation: Operation) => Promise<void>;
  /** AWS asked for fewer requests: half as many from now on. */
  readonly slowDown: (operation: Operation) => void;
  /** AWS answered: step by step back to the usual rate. */
  readonly speedUp: (operation: Operation) => void;
  /** Milliseconds that so many requests take at the least. */
  readonly timeFor: (operation: Operation, requests: number) => number;
}

interface Lane {
  /** Milliseconds between two requests. */
  readonly usual: number;
  readonly burst: number;
  interval: number;
  /** When the next request would come if all came evenly. */
  due: number;
}

/** Never slower than one request in ten seconds. */
const slowest = 10_000;

/** A limiter that leaves a part of every rate to others. */
export function rateLimiter(rates: Readonly<Record<Operation, Rate>>, pace: Clock): RateLimiter {
  const lanes = new Map<Operation, Lane>();
  const laneOf = (operation: Operation): Lane => {
    const known = lanes.get(operation);
    if (known !== undefined) return known;
    const { perSecond, burst } = rates[operation];
    const usual = 1000 / (perSecond * politeShare);
    const lane = { usual, burst: Math.max(1, Math.floor(burst * politeShare)), interval: usual, due: 0 };
    lanes.set(operation, lane);
    return lane;
  };
  return {
    turn: async (operation) => {
      const lane = laneOf(operation);
      const now = pace.now();
      const due = Math.max(lane.due, now);
      const wait = due - now - (lane.burst - 1) * lane.interval;
      lane.due = due + lane.interval;
      if (wait > 0) await pace.sleep(wait);
    },
    slowDown: (operation) => {
      const lane = laneOf(operation);
      lane.interval = Math.min(slowest, lane.interval * 2);
    },
    speedUp: (operation) => {
      const lane = laneOf(operation);
      lane.interval = Math.max(lane.usual, lane.interval * 0.9);
    },
    timeFor: (operation, requests) => requests * laneOf(operation).interval,
  };
}
