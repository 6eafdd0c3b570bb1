import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { MotoTools } from './find-moto.js';

/** moto's server with an organization of its own. */
export interface Moto {
  readonly endpoint: string;
  readonly client: OrganizationsClient;
  readonly stop: () => void;
}

/** Starts moto's server on a free port of this machine. */
export async function startMoto({ python }: MotoTools): Promise<Moto> {
  const port = await freePort();
  const script = join(__dirname, 'moto_with_chat_policies.py');
  const server = spawn(python, [script, String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new OrganizationsClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  await answering(endpoint);
  return {
    endpoint,
    client,
    stop: () => {
      client.destroy();
      server.kill();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

async function answering(endpoint: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('moto did not answer within 30 seconds');
}
