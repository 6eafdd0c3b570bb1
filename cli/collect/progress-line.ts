import type { Progress } from '../../modules/inventory/collect/progress.js';
import type { Output } from '../world.js';

/** Milliseconds between two lines: a terminal is rewritten, a log grows. */
const pauses = { terminal: 200, log: 10_000 };

/** Where a progress is shown. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Leaves nothing behind on a terminal. */
  readonly end: () => void;
}

/** A line on a terminal that is written over, or a line in a log now and then. */
export function progressLine(output: Output, now: () => number): ProgressLine {
  let last = Number.NEGATIVE_INFINITY;
  let shown = 0;
  const clear = (): string => (shown === 0 ? '' : `\r${' '.repeat(shown)}\r`);
  return {
    show: (progress) => {
      const pause = output.terminal ? pauses.terminal : pauses.log;
      if (last === Number.NEGATIVE_INFINITY && !output.terminal) last = now();
      if (now() - last < pause) return;
      last = now();
      const line = progressWords(progress).slice(0, (output.columns ?? 100) - 1);
      output.write(output.terminal ? `${clear()}${line}` : `${line}\n`);
      shown = output.terminal ? line.length : 0;
    },
    end: () => {
      if (output.terminal) output.write(clear());
      shown = 0;
    },
  };
}

/** `collecting: 120 of 345 answers known so far, at least 2 min left`. */
export function progressWords({ answered, known, secondsLeft }: Progress): string {
  const left = secondsLeft < 90 ? `${Math.max(1, secondsLeft)} s` : `${Math.ceil(secondsLeft / 60)} min`;
  return `collecting: ${answered} of ${known} questions known so far, at least ${left} left`;
}
