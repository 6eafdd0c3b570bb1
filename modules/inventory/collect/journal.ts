import { jsonValueOf } from '../../policy/text/json.js';
import type { Items, Operation } from './request.js';

/** The answers of an earlier run of the same collection, and a place for new ones. */
export interface Journal {
  readonly find: (key: string) => readonly Items[Operation][] | undefined;
  readonly add: (key: string, items: readonly Items[Operation][]) => void;
}

/** What a journal belongs to; only the same collection uses it. */
export interface JournalHeading {
  readonly version: 3;
  /** The ID of the organization. */
  readonly organization: string;
  /** The options that change what is requested or kept, sorted. */
  readonly options: readonly string[];
  /** When the collection began, ISO 8601. */
  readonly begun: string;
}

/** A journal as it was found. */
export interface FoundJournal {
  readonly heading: JournalHeading;
  readonly answers: ReadonlyMap<string, readonly Items[Operation][]>;
}

/** Reads a journal: a heading, then an answer a line. A last line that was cut off is ignored. */
export function readJournal(text: string): FoundJournal | undefined {
  const [first = '', ...lines] = text.split('\n');
  const heading = jsonValueOf(first);
  if (!isHeading(heading)) return undefined;
  const answers = new Map<string, readonly Items[Operation][]>();
  for (const line of lines) {
    const entry = jsonValueOf(line);
    if (!Array.isArray(entry)) continue;
    const [key, items]: readonly unknown[] = entry;
    if (typeof key === 'string' && Array.isArray(items)) answers.set(key, items as Items[Operation][]);
  }
  return { heading, answers };
}

/** The first line of a journal. */
export function journalHeading(heading: JournalHeading): string {
  return `${JSON.stringify(heading)}\n`;
}

/** A line of a journal. */
export function journalLine(key: string, items: readonly Items[Operation][]): string {
  return `${JSON.stringify([key, items])}\n`;
}

function isHeading(value: unknown): value is JournalHeading {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 3)
    return false;
  return 'organization' in value && 'begun' in value && 'options' in value && Array.isArray(value.options);
}
