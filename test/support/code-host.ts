import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The comments of one pull request, served as GitHub and GitLab serve them. */
export interface CodeHost {
  readonly endpoint: string;
  readonly comments: { readonly id: number; body: string }[];
  /** Methods and paths, in their order. */
  readonly log: string[];
  readonly close: () => Promise<void>;
}

/** A host of code with one comment of somebody else. */
export async function codeHost(): Promise<CodeHost> {
  const comments = [{ id: 1, body: 'looks good to me' }];
  const log: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const [path = ''] = url.split('?');
    log.push(`${method} ${path}`);
    const { body } = JSON.parse((await textOf(request)) || '{}');
    const one = comments.find(({ id }) => path.endsWith(`/${id}`));
    if (method === 'POST') comments.push({ id: comments.length + 1, body });
    else if (one !== undefined && /^(PATCH|PUT)$/.test(method)) one.body = body;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(method === 'GET' ? comments : (one ?? comments.at(-1))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { endpoint: `http://127.0.0.1:${port}`, comments, log, close };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
