import { appendFileSync, rmSync } from 'node:fs';
import {
  type FoundJournal,
  type Journal,
  type JournalHeading,
  journalHeading,
  journalLine,
  readJournal,
} from '../../modules/inventory/collect/journal.js';
import { CannotDo, errorCode } from '../cannot-do.js';
import type { World } from '../world.js';

/** A journal beside the file that is being written. */
export interface JournalFile extends Journal {
  /** How many answers come from an earlier run. */
  readonly known: number;
  /** When the collection began, ISO 8601: the earlier run, where it is resumed. */
  readonly begun: string;
  /** Removes it: the collection is complete. */
  readonly remove: () => void;
}

/** A journal that is older is not used: the organization may have changed. */
const oldestHours = 24;

/**
 * Opens the journal of an earlier run of the same collection, or a new one. A journal of another organization or of
 * other options, or one that is older than a day, is replaced. Every answer is written at once.
 */
export function openJournal(path: string, heading: JournalHeading, world: World): JournalFile {
  const file = world.openOutput(path, {
    isOwn: (text) => readJournal(text) !== undefined,
    help: 'remove it, or name another file',
    mode: 0o600,
  });
  if (file.isStream) throw new CannotDo(`cannot write \`${path}\`: it is not a regular file`);
  const found = readFound(path, world);
  const resumed = found !== undefined && isSameCollection(found.heading, heading) ? found : undefined;
  const answers = resumed?.answers ?? new Map();
  if (answers.size === 0) file.write(journalHeading(heading));
  else attempt(path, () => appendFileSync(path, '\n'));
  return {
    known: answers.size,
    begun: (answers.size === 0 ? heading : (resumed?.heading ?? heading)).begun,
    find: (key) => answers.get(key),
    add: (key, items) => attempt(path, () => appendFileSync(path, journalLine(key, items))),
    remove: () => rmSync(path, { force: true }),
  };
}

function readFound(path: string, { readFile }: World): FoundJournal | undefined {
  try {
    return readJournal(readFile(path, { largestMegabytes: 512 }));
  } catch (error) {
    if (error instanceof CannotDo) return undefined;
    throw error;
  }
}

function isSameCollection(found: JournalHeading, now: JournalHeading): boolean {
  const age = Date.parse(now.begun) - Date.parse(found.begun);
  const same = found.organization === now.organization && found.options.join('\n') === now.options.join('\n');
  return same && age >= 0 && age <= oldestHours * 3_600_000;
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = errorCode(error);
    throw new CannotDo(`cannot write \`${path}\`: ${code ?? String(error)}`);
  }
}
