import { performance } from 'node:perf_hooks';
import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import type { Clock } from '../../modules/inventory/collect/clock.js';
import { collect } from '../../modules/inventory/collect/collect.js';
import type { Progress } from '../../modules/inventory/collect/progress.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { CannotDo } from '../cannot-do.js';
import type { Output, World } from '../world.js';
import { type JournalFile, openJournal } from './journal-file.js';

/** What a command line says about a live organization. */
export interface LiveOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly chatRegion: string;
  readonly names: boolean;
  readonly emails: boolean;
  readonly tags: boolean;
}

/** An organization as AWS has it, and the journal that can go once it is written. */
interface LiveOrganization {
  readonly organization: JsonObject;
  readonly journal: JournalFile | undefined;
}

/**
 * Reads the live organization, with a journal at that path if there is one. Progress goes to stderr. Throws `CannotDo`
 * where AWS does not answer.
 */
export async function collectLive(
  world: World,
  options: LiveOptions,
  journalPath?: string,
): Promise<LiveOrganization> {
  const { connect } = await import('../../modules/inventory/live/connect.js');
  const pace = realPace();
  const line = progressLine(world.stderr, pace.now);
  const connection = await connect({
    profile: options.profile,
    region: options.region,
    role: options.assumeRole,
    chatRegion: options.chatRegion,
    names: options.names,
    emails: options.emails,
  });
  let journal: JournalFile | undefined;
  try {
    const organization = await collect(
      {
        askPage: connection.askPage,
        pace,
        onProgress: line.show,
        openJournal: (id) => {
          if (journalPath === undefined) return { find: () => undefined, add: () => undefined };
          journal = openJournal(journalPath, headingOf(id, options), world.readFile);
          if (journal.known > 0) {
            const known = `${journal.known} answers of an earlier run, from \`${journalPath}\``;
            world.stderr.write(`resuming with ${known}; remove the file to start again\n`);
          }
          return journal;
        },
      },
      { tags: options.tags, channels: options.assumeRole !== undefined },
    );
    return { organization, journal };
  } catch (error) {
    throw error instanceof AwsFailure ? cannotCollect(error, journal !== undefined) : error;
  } finally {
    line.end();
    pace.stop();
    connection.close();
  }
}

function headingOf(organization: string, options: LiveOptions) {
  const { names, emails, tags, assumeRole, chatRegion } = options;
  const kept = Object.entries({ assumeRole, chatRegion, emails, names, tags });
  return {
    ...{ version: 2 as const, organization, begun: new Date().toISOString() },
    options: kept.map(([option, value]) => `${option}=${value}`),
  };
}

function cannotCollect({ message }: AwsFailure, canGoOn: boolean): CannotDo {
  const help = canGoOn
    ? 'run the same command again: it goes on where it stopped'
    : /credential|token|profile/i.test(message)
      ? 'sign in (`aws sso login`), or name a profile with `--profile`; see also `--print-iam-policy`'
      : undefined;
  return new CannotDo(`cannot collect: ${message}`, help);
}

/** Milliseconds between two lines: a terminal is rewritten, a log grows. */
const pauses = { terminal: 200, log: 10_000 };

/** Where a progress is shown. */
interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Leaves nothing behind on a terminal. */
  readonly end: () => void;
}

/** A line on a terminal that is written over, or a line in a log now and then. */
function progressLine(output: Output, now: () => number): ProgressLine {
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
function progressWords({ answered, known, secondsLeft }: Progress): string {
  const left = secondsLeft < 90 ? `${Math.max(1, secondsLeft)} s` : `${Math.ceil(secondsLeft / 60)} min`;
  return `collecting: ${answered} of ${known} questions known so far, at least ${left} left`;
}

/** The time of this machine. */
interface RealPace extends Clock {
  /** Nobody who sleeps wakes up any more, so that the process may end. */
  readonly stop: () => void;
}

/** The clock and the dice of this machine. */
function realPace(): RealPace {
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
