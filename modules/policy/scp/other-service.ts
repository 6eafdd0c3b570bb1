import type { ActionCatalogue } from '../action-catalogue.js';

/** Returns a function that returns the service of a resource on which none of the actions works; undefined for any other resource. */
export function otherService(
  actions: readonly string[],
  catalogue: ActionCatalogue,
): (resource: string) => string | undefined {
  const services = servicesOfResources(actions, catalogue);
  return (resource) => {
    const [start, , service = ''] = resource.split(':');
    const isKnown = services === undefined || services.has(service);
    return start === 'arn' && /^[a-z0-9-]+$/.test(service) && !isKnown ? service : undefined;
  };
}

/** The services whose resources the actions work on; undefined where they cannot be determined. */
function servicesOfResources(
  actions: readonly string[],
  catalogue: ActionCatalogue,
): ReadonlySet<string> | undefined {
  const services = new Set(actions.map((action) => action.slice(0, action.indexOf(':')).toLowerCase()));
  for (const service of [...services]) {
    const types = catalogue.resourceTypesOf(service);
    if (types === undefined) return undefined;
    for (const { arn } of types) services.add(arn.split(':')[2] ?? '');
  }
  return services;
}
