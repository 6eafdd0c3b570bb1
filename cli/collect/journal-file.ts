import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  type FoundJournal,
  type Journal,
  type JournalHeading,
  journalHeading,
  journalLine,
  readJournal,
} from '../../modules/inventory/collect/journal.js';
import { CannotDo } from '../cannot-do.js';
import type { ReadFile } from '../read-file.js';

/** A journal beside the file that is being written. */
export interface JournalFile extends Journal {
  /** How many answers an earlier run had already. */
  readonly known: number;
  /** Removes it: the collection is complete. */
  readonly remove: () => void;
}

/** Answers that are older say little of an organization as it is. */
const oldestHours = 24;

/**
 * Goes on with the journal of an earlier run of the same collection, or begins a new one. A journal of another
 * organization or of other settings, or one that is older than a day, is written anew. Every answer is on the disk
 * before the next one is asked for.
 */
export function openJournal(path: string, heading: JournalHeading, readFile: ReadFile): JournalFile {
  const found = readFound(path, readFile);
  const answers = found !== undefined && goesOn(found.heading, heading) ? found.answers : new Map();
  attempt(path, () => {
    if (answers.size === 0) writeFileSync(path, journalHeading(heading), { mode: 0o600 });
    else appendFileSync(path, '\n');
  });
  return {
    known: answers.size,
    find: (key) => answers.get(key),
    add: (key, items) => attempt(path, () => appendFileSync(path, journalLine(key, items))),
    remove: () => rmSync(path, { force: true }),
  };
}

function readFound(path: string, readFile: ReadFile): FoundJournal | undefined {
  try {
    return readJournal(readFile(path, { largestMegabytes: 512 }));
  } catch (error) {
    if (error instanceof CannotDo) return undefined;
    throw error;
  }
}

function goesOn(found: JournalHeading, now: JournalHeading): boolean {
  const age = Date.parse(now.begun) - Date.parse(found.begun);
  const same = found.organization === now.organization && found.options.join('\n') === now.options.join('\n');
  return same && age >= 0 && age <= oldestHours * 3_600_000;
}

function attempt(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new CannotDo(`cannot write \`${path}\`: ${code ?? String(error)}`);
  }
}
