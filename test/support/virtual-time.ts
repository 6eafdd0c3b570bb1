import type { Clock } from '../../modules/inventory/collect/clock.js';

/** A clock that jumps to whoever sleeps shortest as soon as nobody is busy; the dice always show a half. */
export function virtualTime(): Clock {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  let now = 0;
  const jump = (): void => {
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    if (next === undefined) return;
    now = Math.max(now, next.at);
    next.wake();
  };
  return {
    now: () => now,
    random: () => 0.5,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        sleepers.push({ at: now + milliseconds, wake: resolve });
        setImmediate(jump);
      }),
  };
}
