import { accountsOf, type Organization } from '../modules/policy/organization/organization.js';
import type { Output } from './world.js';

/** Characters of an organization file that can take a second to process. */
const longText = 2_000_000;
/** Accounts of a file of that length. */
const manyAccounts = 10_000;

/** Runs work on a long text; a terminal shows progress. */
export function withProgressOnText<T>(stderr: Output, what: string, text: string, work: () => T): T {
  return withProgress(stderr, text.length >= longText ? what : undefined, work);
}

/** Runs work on an organization; for a large one, a terminal shows progress with the number of accounts. */
export function withProgressOn<T>(
  stderr: Output,
  what: string,
  organization: Organization,
  work: () => T,
): T {
  if (!stderr.terminal) return work();
  const accounts = [...accountsOf(organization)].length;
  return withProgress(stderr, accounts >= manyAccounts ? `${what} ${accounts} accounts` : undefined, work);
}

/** Shows a line while the work runs, and removes it afterwards; only on a terminal. */
function withProgress<T>(stderr: Output, what: string | undefined, work: () => T): T {
  if (what === undefined || !stderr.terminal) return work();
  const line = `${what} …`.slice(0, (stderr.columns ?? 80) - 1);
  stderr.write(line);
  try {
    return work();
  } finally {
    stderr.write(`\r${' '.repeat(line.length)}\r`);
  }
}
