import { accountsOf, type Organization } from '../modules/policy/organization/organization.js';
import type { Output } from './world.js';

/** An organization file of so many characters, and the questions about it, may take a second. */
const longText = 2_000_000;
/** About as many accounts as such a file has. */
const manyAccounts = 10_000;

/** Runs work on a long text; a terminal shows progress. */
export function atWorkOnText<T>(stderr: Output, what: string, text: string, work: () => T): T {
  return atWork(stderr, text.length >= longText ? what : undefined, work);
}

/** Runs work on an organization; for a large one, a terminal shows progress with the number of accounts. */
export function atWorkOn<T>(stderr: Output, what: string, organization: Organization, work: () => T): T {
  if (!stderr.terminal) return work();
  const accounts = [...accountsOf(organization)].length;
  return atWork(stderr, accounts >= manyAccounts ? `${what} ${accounts} accounts` : undefined, work);
}

/** The line is gone when the work is done; a log never has it. */
function atWork<T>(stderr: Output, what: string | undefined, work: () => T): T {
  if (what === undefined || !stderr.terminal) return work();
  const line = `${what} …`.slice(0, (stderr.columns ?? 80) - 1);
  stderr.write(line);
  try {
    return work();
  } finally {
    stderr.write(`\r${' '.repeat(line.length)}\r`);
  }
}
