import { isJsonObject, type JsonObject, type JsonValue } from '../../../policy/text/json.js';
import type { Path } from '../../../policy/text/path.js';

/** A resource of a Terraform state. */
export interface StateResource {
  readonly type: string;
  /** As Terraform writes it, with the module and the index. */
  readonly address: string;
  readonly path: Path;
  readonly values: JsonObject;
}

/**
 * The managed resources of a state file (version 4), or of what `terraform show -json` prints; undefined for another
 * version.
 */
export function stateResources(state: JsonValue): readonly StateResource[] | undefined {
  if (!isJsonObject(state)) return undefined;
  const { values } = state;
  if (isJsonObject(values)) return shownResources(values['root_module'] ?? null, ['values', 'root_module']);
  return state['version'] === 4 ? filedResources(state['resources'] ?? []) : undefined;
}

function filedResources(resources: JsonValue): readonly StateResource[] {
  return listOf(resources).flatMap((resource, index) => {
    if (!isJsonObject(resource) || resource['mode'] !== 'managed') return [];
    const { module: inside, type, name } = resource;
    const base = [...(typeof inside === 'string' ? [inside] : []), String(type), String(name)].join('.');
    return listOf(resource['instances'] ?? []).flatMap((instance, count) => {
      const values = isJsonObject(instance) ? instance['attributes'] : undefined;
      const key = isJsonObject(instance) ? instance['index_key'] : undefined;
      if (!isJsonObject(values)) return [];
      const address = key === undefined ? base : `${base}[${JSON.stringify(key)}]`;
      return [{ type: String(type), address, path: ['resources', index, 'instances', count], values }];
    });
  });
}

function shownResources(module: JsonValue, path: Path): readonly StateResource[] {
  if (!isJsonObject(module)) return [];
  const own = listOf(module['resources'] ?? []).flatMap((resource, index) => {
    if (!isJsonObject(resource) || resource['mode'] !== 'managed' || !isJsonObject(resource['values']))
      return [];
    const { type, address, values } = resource;
    return [{ type: String(type), address: String(address), path: [...path, 'resources', index], values }];
  });
  const inner = listOf(module['child_modules'] ?? []).flatMap((child, index) =>
    shownResources(child, [...path, 'child_modules', index]),
  );
  return [...own, ...inner];
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
