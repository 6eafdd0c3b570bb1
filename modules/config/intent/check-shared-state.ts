import { canonicalJson } from '../../policy/text/canonical-json.js';
import type { JsonValue } from '../../policy/text/json.js';
import { quoted } from '../../policy/text/quote.js';
import type { BackendSettings, Environment } from '../configuration.js';
import type { WrittenFile } from '../schema/configuration.js';
import { type ConfigReader, isBelow, refuse } from './reader.js';

/** Refuses two environments with one state: each deployment would destroy what the other one made. */
export function checkSharedState(
  environments: readonly Environment[],
  file: WrittenFile,
  reading: ConfigReader,
): void {
  const users = new Map<string, string>();
  for (const { name, backend } of environments) {
    const own = (file.environments?.[name] as { readonly backend?: unknown } | undefined)?.backend;
    const written = own === undefined ? ['backend'] : ['environments', name, 'backend'];
    // What is wrong was left out, and what stands in its place nobody wrote.
    if (reading.leftOut.some((path) => isBelow(path, written))) continue;
    const place = placeOf(backend);
    if (place === undefined) continue;
    const other = users.get(place);
    users.set(place, name);
    if (other === undefined) continue;
    const path = own === undefined ? ['environments', name] : ['environments', name, 'backend'];
    const message = `keeps its state where ${quoted(other)} keeps its own`;
    refuse(reading, 'shared-state', path, message, 'give each environment a `backend` of its own');
  }
}

/** Where a backend keeps its one state; undefined where that is chosen elsewhere. */
function placeOf(backend: BackendSettings): string | undefined {
  switch (backend.kind) {
    case 'none':
      return undefined;
    case 'local':
      return canonicalJson(['local', onePathOf(backend.path)]);
    case 's3':
      return canonicalJson(['s3', backend.bucket, backend.key]);
    case 'cloud':
    case 'remote': {
      const { hostname, organization, workspaces } = backend;
      if (workspaces.kind !== 'name') return undefined;
      const host = hostname?.toLowerCase() || 'app.terraform.io';
      const place: JsonValue = ['workspace', host, organization, workspaces.name];
      return canonicalJson(place);
    }
  }
}

/** A path in its shortest spelling: `./a`, `x/../a` and `a` are one file. */
function onePathOf(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && (path.startsWith('/') || (parts.length > 0 && parts.at(-1) !== '..'))) parts.pop();
    else parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}
