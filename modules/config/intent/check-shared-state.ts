import { canonicalJson } from '../../policy/text/canonical-json.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { BackendSettings, Environment } from '../configuration.js';
import type { WrittenFile } from '../schema/configuration.js';
import { type ConfigReader, refuse } from './reader.js';

/** Refuses two environments with the same state: each deployment would destroy the policies of the other. */
export function checkSharedState(
  environments: readonly Environment[],
  file: WrittenFile,
  reading: ConfigReader,
): void {
  const users = new Map<string, string>();
  for (const { name, backend } of environments) {
    const own = (file.environments?.[name] as { readonly backend?: unknown } | undefined)?.backend;
    const written = own === undefined ? ['backend'] : ['environments', name, 'backend'];
    // An invalid backend was left out; its replacement is a default that the user did not write.
    if (reading.leftOut.isAtOrBelow(written)) continue;
    const key = stateKey(backend);
    if (key === undefined) continue;
    const other = users.get(key);
    users.set(key, name);
    if (other === undefined) continue;
    const path = own === undefined ? ['environments', name] : ['environments', name, 'backend'];
    refuse(reading, 'shared-state', path, { environment: name, other });
  }
}

/** A key that is equal for backends with the same state; undefined where the state is not known from the file. */
function stateKey(backend: BackendSettings): string | undefined {
  switch (backend.kind) {
    case 'none':
      return undefined;
    case 'local':
      return canonicalJson(['local', normalizedPath(backend.path)]);
    case 's3':
      return canonicalJson(['s3', backend.bucket, backend.key]);
    case 'cloud':
    case 'remote': {
      const { hostname, organization, workspaces } = backend;
      if (workspaces.kind !== 'name') return undefined;
      const host = hostname?.toLowerCase() || 'app.terraform.io';
      const key: JsonValue = ['workspace', host, organization, workspaces.name];
      return canonicalJson(key);
    }
  }
}

/** The shortest path of a file: `./a`, `x/../a` and `a` are the same file. */
function normalizedPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && (path.startsWith('/') || (parts.length > 0 && parts.at(-1) !== '..'))) parts.pop();
    else parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
