import { problemByRule } from './problem-entry.js';

const formats =
  'CloudTrail (JSON, JSON lines, `lookup-events`), Athena results (CSV, JSON), Security Lake (OCSF JSON), CloudWatch Logs (JSON)';

function times(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}

/** Problems of records of what was run from chat. */
export const recordProblems = {
  'unread-records': problemByRule<{
    format: { readonly found: string };
    damaged: { readonly reason: string };
    text: { readonly count: number };
    'not-a-record': { readonly count: number };
    'no-time': { readonly count: number };
    'no-command-field': { readonly count: number };
    cut: { readonly limit: number };
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
    'no-time': ({ count }) => ({
      message: `${times(count, 'record has', 'records have')} no valid time`,
      help: 'times are ISO 8601, or milliseconds since 1970',
    }),
    'no-command-field': ({ count }) => ({
      message: `cannot tell where ${times(count, 'log entry has', 'log entries have')} the command`,
      help: 'name the field with `--command-field`, for example `--command-field detail.command`',
    }),
    cut: ({ limit }) => ({
      message: `more than ${limit} calls or resources differ; the rest is counted without resource or person`,
      help: 'replay a shorter period, or reduce the records first with `--print-query`',
    }),
  }),
};
