import type { Clock } from '../modules/inventory/collect/clock.js';
import type { ReadFile } from './read-file.js';
import type { RecordFiles } from './record-files.js';
import type { OpenOutput, WriteFiles } from './write-files.js';

/** Everything outside the process that a command can access, passed as an argument. */
export interface World {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly readFile: ReadFile;
  readonly recordFiles: RecordFiles;
  /** Calls back when the user interrupts (Ctrl-C), instead of ending the process, until the returned function is called. */
  readonly onInterrupt: (stop: () => void) => () => void;
  readonly clock: StoppableClock;
  /** The time in UTC, ISO 8601 without fractions of seconds. */
  readonly now: string;
  readonly openOutput: OpenOutput;
  readonly writeFiles: WriteFiles;
  /** The day in UTC, `YYYY-MM-DD`. */
  readonly today: string;
  /** True if stdin is a terminal. */
  readonly interactive: boolean;
}

/** Time and random numbers; commands that wait use it. */
export interface StoppableClock extends Clock {
  /** Clears all timers, so the process can end. */
  readonly stop: () => void;
}

/** A stream to write to; `colour` is true only on terminals that want it, `columns` is a terminal's width. */
export interface Output {
  readonly write: (text: string) => void;
  readonly terminal: boolean;
  readonly colour: boolean;
  readonly columns: number | undefined;
}
