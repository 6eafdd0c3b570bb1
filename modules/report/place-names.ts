import type { Organization } from '../policy/organization/organization.js';

/** What people call a place, by id: units by their path, accounts by their name, the root `root`. */
export function placeNames(organization: Organization): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const walk = (unit: Organization['root'], path: readonly string[]): void => {
    names.set(unit.id, path.length === 0 ? 'root' : path.join('/'));
    for (const { id, name } of unit.accounts) names.set(id, name === '' ? id : `${name} (${id})`);
    for (const child of unit.organizationalUnits) walk(child, [...path, child.name]);
  };
  walk(organization.root, []);
  return names;
}
