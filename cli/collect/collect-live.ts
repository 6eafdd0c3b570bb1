import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import { collect } from '../../modules/inventory/collect/collect.js';
import {
  type FoundCustomActions,
  withCustomActions,
} from '../../modules/inventory/collect/custom-actions.js';
import type { JournalHeading } from '../../modules/inventory/collect/journal.js';
import type { Progress } from '../../modules/inventory/collect/progress.js';
import { escapeControlCharacters } from '../../modules/policy/text/escape-control-characters.js';
import type { JsonObject } from '../../modules/policy/text/json.js';
import { CannotDo } from '../cannot-do.js';
import { safeOutput } from '../process-world.js';
import type { Output, World } from '../world.js';
import { type JournalFile, openJournal } from './journal-file.js';

/** What to read, and how to reach AWS. */
export interface LiveOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly assumeRole?: string;
  readonly chatRegion: string;
  /** Milliseconds. */
  readonly deadline: number;
  readonly names: boolean;
  readonly emails: boolean;
  readonly tags: boolean;
  /** Custom actions to add; the SDK's version of the chat API cannot read them. */
  readonly customActions?: FoundCustomActions;
}

/** A live organization, and the journal to remove once it is written. */
interface LiveOrganization {
  readonly organization: JsonObject;
  /** The same as the text of a file. */
  readonly text: string;
  readonly journal: JournalFile | undefined;
  /** Set where AWS stopped answering; what was not read until then is missing. */
  readonly interrupted: CannotDo | undefined;
}

/**
 * Reads the live organization, with a journal at that path if there is one. Prints progress to stderr. Throws `CannotDo`
 * where AWS does not answer.
 */
export async function collectLive(
  world: World,
  options: LiveOptions,
  journalPath?: string,
): Promise<LiveOrganization> {
  const { connect } = await import('../../modules/inventory/live/connect.js');
  const { clock } = world;
  const line = progressLine(world.stderr, clock.now);
  const { profile, region, assumeRole: role, chatRegion, names, emails, tags, deadline } = options;
  const connection = await connect({ profile, region, role, chatRegion, names, emails });
  const begun = new Date().toISOString();
  let journal: JournalFile | undefined;
  try {
    const collected = await collect(
      {
        ...{ askPage: connection.askPage, clock, deadline },
        onProgress: line.show,
        openJournal: (id) => {
          if (journalPath === undefined) return { find: () => undefined, add: () => undefined };
          journal = openJournal(journalPath, headingOf(id, options, begun), world);
          if (journal.known > 0) {
            const known = `${journal.known} answers of an earlier run, from \`${escapeControlCharacters(journalPath)}\``;
            world.stderr.write(`resuming with ${known}; remove the file to start again\n`);
          }
          return journal;
        },
      },
      { tags, channels: role !== undefined },
    );
    const bare = { ...collected.organization, collectedAt: journal?.begun ?? begun };
    const organization =
      options.customActions === undefined ? bare : withCustomActions(bare, options.customActions);
    const { interrupted } = collected;
    return {
      organization,
      text: safeOutput(`${JSON.stringify(organization, null, 2)}\n`, { colour: false, terminal: false }),
      journal,
      interrupted: interrupted && cannotCollect(interrupted, 'collect stopped', journal !== undefined),
    };
  } catch (error) {
    throw error instanceof AwsFailure ? cannotCollect(error, 'cannot collect', journal !== undefined) : error;
  } finally {
    line.end();
    clock.stop();
    connection.close();
  }
}

function headingOf(organization: string, options: LiveOptions, begun: string): JournalHeading {
  const { names, emails, tags, assumeRole, chatRegion } = options;
  const kept = Object.entries({ assumeRole, chatRegion, emails, names, tags });
  return { version: 3, organization, begun, options: kept.map(([option, value]) => `${option}=${value}`) };
}

/** A failure of AWS as the end of a command, with what to do. */
export function cannotCollect(
  { call, message, help }: AwsFailure,
  what: string,
  canResume: boolean,
): CannotDo {
  const steps = [help, canResume ? 'the same command resumes where it stopped' : undefined];
  return new CannotDo(
    `${what}: ${call === undefined ? '' : `${call}: `}${message}`,
    steps.filter((step) => step !== undefined).join('; ') || undefined,
  );
}

/** Milliseconds between two lines: on a terminal one line changes, a log gets a new line. */
const pauses = { terminal: 200, log: 10_000 };

/** Shows progress. */
export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  /** Clears the line on a terminal. */
  readonly end: () => void;
}

/** A line that changes on a terminal, or a new line every ten seconds in a log. */
export function progressLine(output: Output, now: () => number, doing = 'collecting'): ProgressLine {
  let last = Number.NEGATIVE_INFINITY;
  let shown = 0;
  const clear = (): string => (shown === 0 ? '' : `\r${' '.repeat(shown)}\r`);
  return {
    show: (progress) => {
      const pause = output.terminal ? pauses.terminal : pauses.log;
      if (last === Number.NEGATIVE_INFINITY && !output.terminal) last = now();
      if (now() - last < pause) return;
      last = now();
      const line = `${doing}: ${progressWords(progress)}`.slice(0, (output.columns ?? 100) - 1);
      output.write(output.terminal ? `${clear()}${line}` : `${line}\n`);
      shown = output.terminal ? line.length : 0;
    },
    end: () => {
      if (output.terminal) output.write(clear());
      shown = 0;
    },
  };
}

/** `120 of 345 requests done, at least 2 min left`. The total grows while the tree is read. */
function progressWords({ answered, known, secondsLeft }: Progress): string {
  const left = secondsLeft < 90 ? `${Math.max(1, secondsLeft)} s` : `${Math.ceil(secondsLeft / 60)} min`;
  return `${answered} of ${known} requests done, at least ${left} left`;
}
