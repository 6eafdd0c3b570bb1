import type { Clock } from './clock.js';
import type { Operation } from './request.js';
import { politeShare, type Rate } from './request-rates.js';

/** Limits the rate of requests, each operation on its own. */
export interface RateLimiter {
  /** Waits until the operation can be called. */
  readonly turn: (operation: Operation) => Promise<void>;
  /** After throttling: halves the rate. */
  readonly slowDown: (operation: Operation) => void;
  /** After an answer: raises the rate, step by step, to the usual one. */
  readonly speedUp: (operation: Operation) => void;
  /** Milliseconds that so many requests take at least. */
  readonly timeFor: (operation: Operation, requests: number) => number;
}

interface Lane {
  /** Milliseconds between two requests. */
  readonly usual: number;
  readonly burst: number;
  interval: number;
  /** When the next request is due at an even rate. */
  due: number;
}

/** The slowest rate: one request in ten seconds. */
const slowest = 10_000;

/** A limiter that leaves a part of every rate to other tools. */
export function rateLimiter(rates: Readonly<Record<Operation, Rate>>, clock: Clock): RateLimiter {
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
      const now = clock.now();
      const due = Math.max(lane.due, now);
      const wait = due - now - (lane.burst - 1) * lane.interval;
      lane.due = due + lane.interval;
      if (wait > 0) await clock.sleep(wait);
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
