import { type NoFacts, problemByRule } from './problem-entry.js';

const formats =
  'CloudTrail (JSON, JSON lines, `lookup-events`), Athena results (CSV, JSON), Security Lake (OCSF JSON), CloudWatch Logs (JSON)';

function times(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** The first accounts, and how many there are. */
function accountsText(accounts: readonly string[]): string {
  const shown = accounts.slice(0, 3).join(', ');
  return accounts.length > 3
    ? `${accounts.length} accounts (${shown}, …)`
    : `${times(accounts.length, 'account', 'accounts').replace(/^\d+ /, '')} ${shown}`;
}

/** Problems of records of what was run from chat. */
export const recordProblems = {
  'unread-records': problemByRule<{
    format: { readonly found: string };
    damaged: { readonly reason: string };
    text: { readonly count: number };
    'not-a-record': { readonly count: number };
    'not-a-call': { readonly count: number };
    'no-time': { readonly count: number };
    future: { readonly count: number; readonly latest: string };
    'too-old': { readonly count: number; readonly earliest: string };
    'no-command-field': { readonly count: number };
    cut: { readonly limit: number };
    'many-events': { readonly limit: number };
    overlap: {
      readonly count: number;
      readonly accounts: readonly string[];
      readonly from: string;
      readonly to: string;
    };
    skipped: { readonly count: number; readonly found: string };
    empty: NoFacts;
  }>('records that could not be read', {
    format: ({ found }) => ({
      message: `not a file of records; it looks like ${found}`,
      help: `expected ${formats}`,
    }),
    damaged: ({ reason }) => ({
      message: `the file is damaged: ${reason}`,
      help: 'what is before the damage was read; download the file again',
    }),
    text: ({ count }) => ({
      message: `${times(count, 'part is', 'parts are')} not valid JSON`,
      help: 'the rest was read; download the file again',
    }),
    'not-a-record': ({ count }) => ({
      message: `${times(count, 'value is', 'values are')} not a record of a call`,
      help: `expected ${formats}`,
    }),
    'not-a-call': ({ count }) => ({
      message: `${times(count, 'value is a digest or an insight', 'values are digests or insights')} of CloudTrail, without calls`,
    }),
    future: ({ count, latest }) => ({
      message: `${times(count, 'record is', 'records are')} dated in the future, up to ${latest}`,
      help: 'the calls are counted; check where the records come from, and the clock of this machine',
    }),
    'too-old': ({ count, earliest }) => ({
      message: `${times(count, 'call', 'calls')} from chat ${count === 1 ? 'is' : 'are'} dated before the chat service existed (${earliest})`,
      help: 'the calls are counted; check where the records come from',
    }),
    'no-time': ({ count }) => ({
      message: `${times(count, 'record has', 'records have')} no valid time`,
      help: 'times are ISO 8601, or milliseconds since 1970',
    }),
    'no-command-field': ({ count }) => ({
      message: `no command field found in ${times(count, 'log entry', 'log entries')}`,
      help: 'name the field with `--command-field`, for example `--command-field detail.command`',
    }),
    cut: ({ limit }) => ({
      message: `more than ${limit} distinct calls; the rest is counted without resource or user`,
      help: 'replay a shorter period, or reduce the records first with `--print-query`',
    }),
    'many-events': ({ limit }) => ({
      message: `events that are not from chat can be counted twice where more than ${limit} others are between; calls from chat are not`,
    }),
    overlap: ({ count, accounts, from, to }) => ({
      message: `${times(count, 'call', 'calls')} of ${accountsText(accounts)} from ${from} to ${to} can be in several sources, and ${count === 1 ? 'counts' : 'count'} once`,
      help: 'results of queries have no event IDs: use one source for each account and period',
    }),
    skipped: ({ count, found }) => ({
      message: `${times(count, 'file is', 'files are')} not read because of the ending, such as \`${found}\``,
      help: 'records are in files that end in .json, .jsonl, .ndjson, .csv, .log, .txt or .gz; name another file itself',
    }),
    empty: () => ({
      message: 'the records have no event, so nothing was decided',
      help: 'check the period, the accounts and the Regions of the records',
    }),
  }),
};
