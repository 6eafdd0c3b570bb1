import { randomUUID } from 'node:crypto';
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { AwsFailure, promised } from '../collect/aws-failure.js';
import type { Clock } from '../collect/clock.js';
import { clientDefaults } from './client-defaults.js';
import { failureOf } from './failure-of.js';

/** A query, and where Athena runs it. */
export interface AthenaQuery {
  readonly sql: string;
  readonly workGroup: string;
  /** `s3://…`; the work group can have its own. */
  readonly outputLocation?: string | undefined;
  readonly database?: string | undefined;
}

/** How to reach Athena, and how long to wait. */
export interface AthenaSettings {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Milliseconds that the query can run; it is stopped afterwards. */
  readonly limit: number;
  /** Stops the query when it is aborted. */
  readonly interrupt: AbortSignal;
  readonly onProgress: (state: string, scannedBytes: number) => void;
}

/** The result of a query. */
export interface AthenaResult {
  readonly scannedBytes: number;
  /** The rows as `aws athena get-query-results` prints them, page by page; the first row has the names. */
  readonly pages: AsyncIterable<string>;
}

/** Milliseconds for one request. */
const requestTimeout = 30_000;
/** How often the SDK sends a request that AWS throttles or that breaks. */
const maxAttempts = 8;
/** How often a page is requested whose answer is not complete. */
const maxPageTries = 3;
const firstPause = 500;
const maxPause = 10_000;

/**
 * Runs a query in Athena and waits for it. Rejects with `AwsFailure`, whose `call` is the API call that failed; a query
 * that takes too long or is interrupted is stopped.
 * @see https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html (read 2026-11-30)
 */
export async function runAthena(query: AthenaQuery, settings: AthenaSettings): Promise<AthenaResult> {
  const { profile, region } = settings;
  const client = new AthenaClient({
    ...clientDefaults(requestTimeout),
    maxAttempts,
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
  });
  const id = await start(client, query);
  const { Statistics } = await finished(client, id, settings);
  return { scannedBytes: Statistics?.DataScannedInBytes ?? 0, pages: pagesOf(client, id) };
}

async function start(
  client: AthenaClient,
  { sql, workGroup, outputLocation, database }: AthenaQuery,
): Promise<string> {
  const command = new StartQueryExecutionCommand({
    QueryString: sql,
    WorkGroup: workGroup,
    // One token for all tries, so a broken connection does not start a second query.
    ClientRequestToken: randomUUID(),
    ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
    ...(database === undefined ? {} : { QueryExecutionContext: { Database: database } }),
  });
  return attempt('StartQueryExecution', async () => {
    const { QueryExecutionId } = await client.send(command);
    return promised({ QueryExecutionId });
  });
}

/** Waits until the query has succeeded. */
async function finished(
  client: AthenaClient,
  id: string,
  { clock, limit, interrupt, onProgress }: AthenaSettings,
): Promise<QueryExecution> {
  const begun = clock.now();
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, maxPause)) {
    const execution = await orStop(client, id, 'GetQueryExecution', async () => {
      const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
      const { QueryExecution } = await client.send(command);
      return promised({ QueryExecution });
    });
    const { State = 'UNKNOWN', StateChangeReason = 'AWS gives no reason' } = execution.Status ?? {};
    onProgress(State, execution.Statistics?.DataScannedInBytes ?? 0);
    if (State === 'SUCCEEDED') return execution;
    if (State === 'FAILED' || State === 'CANCELLED') {
      const help = State === 'FAILED' ? failedHelp : 'someone stopped it, or a limit of the work group did';
      throw new AwsFailure(
        'refused',
        `the query ${State === 'FAILED' ? 'failed' : 'was cancelled'}: ${StateChangeReason}`,
        help,
        'GetQueryExecution',
      );
    }
    if (interrupt.aborted) throw await stopped(client, id, 'interrupted');
    if (clock.now() - begun > limit)
      throw await stopped(
        client,
        id,
        'the query takes too long',
        'name a shorter period or a partition, or wait longer with `--wait`',
      );
    await Promise.race([clock.sleep(pause), aborted(interrupt)]);
  }
}

const failedHelp =
  'check `--database`, `--table`, `--partition` and the permissions (`replay --print-iam-policy`)';

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Stops the query, and returns the failure with the reason. */
async function stopped(client: AthenaClient, id: string, why: string, help?: string): Promise<AwsFailure> {
  try {
    await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    return new AwsFailure('fatal', `${why}; the query was stopped`, help, 'StopQueryExecution');
  } catch (error) {
    const { message } = failureOf(error, 'StopQueryExecution');
    const stop = `stop it with \`aws athena stop-query-execution --query-execution-id ${id}\``;
    return new AwsFailure(
      'fatal',
      `${why}, and the query could not be stopped: ${message}`,
      stop,
      'StopQueryExecution',
    );
  }
}

/** The pages of the result as text. */
async function* pagesOf(client: AthenaClient, id: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await pageAt(client, id, token);
    yield JSON.stringify({ ResultSet: { Rows: page.rows } });
    token = page.next;
    if (token === undefined) break;
    if (seen.has(token))
      throw new AwsFailure(
        'incomplete',
        'a token of a page repeats',
        'run the command again',
        'GetQueryResults',
      );
    seen.add(token);
  } while (token !== undefined);
}

async function pageAt(
  client: AthenaClient,
  id: string,
  token: string | undefined,
): Promise<{ readonly rows: readonly Row[]; readonly next: string | undefined }> {
  const input = { QueryExecutionId: id, ...(token === undefined ? {} : { NextToken: token }) };
  for (let tries = 1; ; tries++) {
    try {
      return await attempt('GetQueryResults', async () => {
        const { ResultSet, NextToken } = await client.send(new GetQueryResultsCommand(input));
        const { Rows } = promised({ ResultSet });
        return { rows: promised({ Rows }), next: NextToken };
      });
    } catch (error) {
      if (tries < maxPageTries && error instanceof AwsFailure && error.kind === 'incomplete') continue;
      throw error;
    }
  }
}

/** A request whose failure stops the query, which would go on and be billed. */
async function orStop<T>(client: AthenaClient, id: string, call: string, send: () => Promise<T>): Promise<T> {
  try {
    return await attempt(call, send);
  } catch (error) {
    await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
    throw error;
  }
}

const incompleteHelp = 'the answer is not one of AWS; check proxies and `AWS_ENDPOINT_URL`';

async function attempt<T>(call: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const { kind, message, help } = failureOf(error, call);
    const isWithoutRegion = message.includes('Region is missing');
    const own = isWithoutRegion ? 'name one with `--region`' : kind === 'incomplete' ? incompleteHelp : help;
    throw new AwsFailure(kind, message, own, call);
  }
}
