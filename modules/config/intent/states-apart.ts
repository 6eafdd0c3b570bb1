import { canonicalJson } from '../../policy/canonical-json.js';
import type { JsonValue } from '../../policy/json.js';
import { quoted } from '../../policy/problem.js';
import type { BackendSettings, Environment } from '../configuration.js';
import type { WrittenFile } from '../schema/configuration.js';
import { type Reading, refuse } from './reading.js';

/** Refuses two environments with one state: each deployment would destroy what the other one made. */
export function checkStatesApart(
  environments: readonly Environment[],
  file: WrittenFile,
  reading: Reading,
): void {
  const users = new Map<string, string>();
  for (const { name, backend } of environments) {
    const place = placeOf(backend);
    if (place === undefined) continue;
    const other = users.get(place);
    users.set(place, name);
    if (other === undefined) continue;
    const own = (file.environments?.[name] as { readonly backend?: unknown } | undefined)?.backend;
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
      return canonicalJson(['local', backend.path]);
    case 's3':
      return canonicalJson(['s3', backend.bucket, backend.key]);
    case 'cloud':
    case 'remote': {
      const { hostname = 'app.terraform.io', organization, workspaces } = backend;
      if (workspaces.kind !== 'name') return undefined;
      const place: JsonValue = ['workspace', hostname, organization, workspaces.name];
      return canonicalJson(place);
    }
  }
}
