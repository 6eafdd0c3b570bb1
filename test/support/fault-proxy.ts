import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request. */
export type Fault = 'throttled' | 'conflict' | 'ill' | 'cut before' | 'cut in the middle' | 'denied';

/** A request to AWS, as the proxy sees it. */
export interface SeenRequest {
  readonly operation: string;
  /** The operation and its input: what is asked for, page by page. */
  readonly text: string;
}

/** Stands between a client and AWS, writes down what is asked and lets go wrong what it is told to. */
export interface FaultProxy {
  readonly endpoint: string;
  /** Everything that was asked for, faults included. */
  readonly seen: SeenRequest[];
  /** What was answered in full. */
  readonly answered: SeenRequest[];
  readonly close: () => Promise<void>;
}

/** A proxy in front of an endpoint that speaks AWS's JSON protocol; `faultOf` is asked once for every request. */
export async function faultProxy(
  endpoint: string,
  faultOf: (request: SeenRequest, nth: number) => Fault | undefined = () => undefined,
): Promise<FaultProxy> {
  const seen: SeenRequest[] = [];
  const answered: SeenRequest[] = [];
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    bodyOf(incoming).then(async (body) => {
      const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? '';
      const asked = { operation, text: `${operation} ${body}` };
      const fault = faultOf(asked, seen.push(asked));
      if (fault === 'cut before') return response.socket?.destroy();
      const refusal = fault === undefined ? undefined : refusals[fault];
      if (refusal !== undefined) return refuse(response, refusal);
      const answer = await forwarded(agent, endpoint, incoming, body);
      if (fault === 'cut in the middle') return cut(response, answer.body);
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
      return response.end(answer.body, () => answered.push(asked));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      agent.destroy();
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { endpoint: `http://127.0.0.1:${port}`, seen, answered, close };
}

interface Refusal {
  readonly status: number;
  readonly type: string;
}

/** As AWS words them. */
const refusals: Readonly<Partial<Record<Fault, Refusal>>> = {
  throttled: { status: 400, type: 'TooManyRequestsException' },
  conflict: { status: 400, type: 'ConcurrentModificationException' },
  ill: { status: 500, type: 'ServiceException' },
  denied: { status: 400, type: 'AccessDeniedException' },
};

function refuse(response: ServerResponse, { status, type }: Refusal): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ __type: type, Message: `${type}!` }));
}

/** Half of an answer whose length was promised. */
function cut(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of incoming) text += String(chunk);
  return text;
}

function forwarded(
  agent: Agent,
  endpoint: string,
  { method, url = '/', headers }: IncomingMessage,
  body: string,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const onward = request(new URL(url, endpoint), { method, headers, agent }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode ?? 502, body: Buffer.concat(chunks) });
    });
    onward.once('error', reject).end(body);
  });
}
