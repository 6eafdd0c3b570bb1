import { Readable } from 'node:stream';
import type { Command as Parser } from 'commander';
import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import { athenaPolicy } from '../../modules/inventory/collect/iam-policies.js';
import { printedQuery, type QueryParameters, timeOf } from '../../modules/replay/queries.js';
import { CannotDo } from '../cannot-do.js';
import { cannotCollect } from '../collect/collect-live.js';
import { readDuration } from '../collect/live-options.js';
import type { Output, World } from '../world.js';
import type { RecordSource } from './read-calls.js';

/** The options of `--run-athena` and of the parameters of queries. */
export interface AthenaOptions {
  readonly runAthena?: boolean;
  readonly printIamPolicy?: boolean;
  readonly workGroup?: string;
  readonly outputLocation?: string;
  readonly database?: string;
  readonly table?: string;
  readonly from?: string;
  readonly to?: string;
  readonly partition?: string;
  /** Milliseconds. */
  readonly wait?: number;
  readonly profile?: string;
  readonly region?: string;
}

/** Adds the options of `--run-athena` and of the parameters of queries. */
export function athenaOptions(parser: Parser): Parser {
  return parser
    .option(
      '--run-athena',
      'run the query of `--print-query athena` and replay its result; Athena bills for it',
    )
    .option('--table <name>', 'the table of CloudTrail in Athena')
    .option('--database <name>', 'the database of the table')
    .option('--from <time>', 'start of the period, `2026-01-01` or `2026-01-01T00:00:00Z`')
    .option('--to <time>', 'end of the period, excluded')
    .option(
      '--partition <columns>',
      'the columns that partition the table by day: `timestamp`, or `year,month,day`',
    )
    .option('--work-group <name>', 'the work group that runs the query')
    .option('--output-location <s3-uri>', 'where Athena keeps the result (default: that of the work group)')
    .option('--wait <duration>', 'stop the query after this time (default: 30m)', readDuration)
    .option('--profile <name>', 'profile of the AWS configuration files, for `--run-athena`')
    .option('--region <region>', 'the Region of Athena, for `--run-athena`')
    .option('--print-iam-policy', 'print the least IAM policy for `--run-athena` instead');
}

/** The query with the parameters of the options. Throws `CannotDo` for another name, or a period that is not valid. */
export function queryOf(name: string, names: readonly string[], options: AthenaOptions): string {
  const query = printedQuery(name, parametersOf(options));
  if (query === undefined) throw new CannotDo(`no query for \`${name}\``, `it is one of ${names.join(', ')}`);
  return query;
}

function parametersOf({ database, table, from, to, partition }: AthenaOptions): QueryParameters {
  for (const [option, time] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    if (time === undefined || timeOf(time) !== undefined) continue;
    throw new CannotDo(
      `\`${option}\` is not a date or a time in UTC`,
      'write `2026-01-01` or `2026-01-01T00:00:00Z`',
    );
  }
  if (from !== undefined && to !== undefined && (timeOf(from) ?? '') >= (timeOf(to) ?? ''))
    throw new CannotDo('the period is empty: `--from` is not before `--to`');
  return {
    ...(database === undefined ? {} : { database }),
    ...(table === undefined ? {} : { table }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(partition === undefined ? {} : { partition: partition.split(',').map((column) => column.trim()) }),
  };
}

/** The least IAM policy for the names of the options, as JSON. */
export function athenaPolicyText(options: AthenaOptions): string {
  return `${JSON.stringify(athenaPolicy(options), null, 2)}\n`;
}

const defaultWait = 30 * 60_000;

/** Runs the query and waits. Returns its result as a source of records. Throws `CannotDo` where Athena has none. */
export async function runQuery(world: World, options: AthenaOptions): Promise<RecordSource> {
  for (const option of ['workGroup', 'table', 'from', 'to'] as const) {
    if ((options[option] ?? '') !== '') continue;
    const name = option.replace('G', '-g');
    throw new CannotDo(
      `\`--run-athena\` needs \`--${name}\``,
      'Athena bills for what it scans: name the table and the period',
    );
  }
  const { outputLocation } = options;
  if (outputLocation !== undefined && !/^s3:\/\/[^/]/.test(outputLocation))
    throw new CannotDo('`--output-location` is not an S3 location', 'write `s3://BUCKET/FOLDER/`');
  const { clock } = world;
  const interrupt = new AbortController();
  const stopListening = world.onInterrupt(() => interrupt.abort());
  const { runAthena } = await import('../../modules/inventory/live/athena.js');
  const show = progress(world.stderr, clock.now);
  try {
    const { workGroup = '', database, profile, region, wait: limit = defaultWait } = options;
    const sql = queryOf('athena', [], options);
    const query = { sql, workGroup, outputLocation, database };
    const settings = { profile, region, clock, limit, interrupt: interrupt.signal, onProgress: show };
    const { scannedBytes, pages } = await runAthena(query, settings);
    world.stderr.write(`${clearLine(world.stderr)}Athena scanned ${bytes(scannedBytes)}\n`);
    return { name: 'Athena', open: () => Readable.from(buffers(pages)) };
  } catch (error) {
    world.stderr.write(clearLine(world.stderr));
    throw asCannotDo(error);
  } finally {
    stopListening();
    clock.stop();
  }
}

/** The state of the query: a line that changes on a terminal, a new line for each state in a log. */
function progress({ terminal, write }: Output, now: () => number): (state: string, scanned: number) => void {
  const begun = now();
  let last = '';
  return (state, scanned) => {
    if (!terminal && state === last) return;
    last = state;
    const line = `Athena: ${state.toLowerCase()}, ${Math.round((now() - begun) / 1000)} s, ${bytes(scanned)} scanned`;
    write(terminal ? `\r\u001b[K${line}` : `${line}\n`);
  };
}

function clearLine({ terminal }: Output): string {
  return terminal ? '\r\u001b[K' : '';
}

/** Bytes as people write them; Athena bills at least 10 MB for a query. */
function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  return `${(count / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

async function* buffers(pages: AsyncIterable<string>): AsyncGenerator<Buffer> {
  try {
    for await (const page of pages) yield Buffer.from(page);
  } catch (error) {
    throw asCannotDo(error);
  }
}

function asCannotDo(error: unknown): unknown {
  return error instanceof AwsFailure ? cannotCollect(error, 'cannot run the query', false) : error;
}
