import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Athena on a port of this machine, in its protocol (JSON 1.1): one query with a script of states and pages. */
export interface AthenaServer {
  readonly endpoint: string;
  /** The operations with their input. */
  readonly calls: readonly {
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
  }[];
  readonly close: () => Promise<void>;
}

/** What the server answers. */
export interface AthenaScript {
  /** One state for each poll; the last one stays. */
  readonly states?: readonly string[];
  readonly reason?: string;
  /** Rows of cells, page by page; `undefined` is a null. The first row has the names. */
  readonly pages?: readonly (readonly (readonly (string | undefined)[])[])[];
  /** The token after a page. Default: its number; none after the last. */
  readonly tokenAfter?: (page: number) => string | undefined;
  /** May answer a call itself; true when it has. `nth` counts the calls of one operation from 1. */
  readonly intercept?: (operation: string, response: ServerResponse, nth: number) => boolean;
}

/** Starts the server. */
export async function athenaServer({
  states = ['SUCCEEDED'],
  reason,
  pages = [],
  tokenAfter = (page) => (page + 1 < pages.length ? String(page + 1) : undefined),
  intercept = () => false,
}: AthenaScript): Promise<AthenaServer> {
  const calls: { operation: string; input: Readonly<Record<string, unknown>> }[] = [];
  const count = (operation: string) => calls.filter((one) => one.operation === operation).length;
  const answer = (operation: string, input: Readonly<Record<string, unknown>>): object => {
    if (operation === 'StartQueryExecution') return { QueryExecutionId: 'query-1' };
    if (operation === 'StopQueryExecution') return {};
    if (operation === 'GetQueryExecution') {
      const State = states[Math.min(count(operation), states.length) - 1];
      const Status = { State, ...(reason === undefined ? {} : { StateChangeReason: reason }) };
      return { QueryExecution: { Status, Statistics: { DataScannedInBytes: 12_345_678 } } };
    }
    const page = Number(input['NextToken'] ?? 0);
    const Rows = (pages[page] ?? []).map((row) => ({
      Data: row.map((cell) => (cell === undefined ? {} : { VarCharValue: cell })),
    }));
    return { ResultSet: { Rows, ResultSetMetadata: { ColumnInfo: [] } }, NextToken: tokenAfter(page) };
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input = JSON.parse(body);
    calls.push({ operation, input });
    if (intercept(operation, response, count(operation))) return;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(answer(operation, input)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
