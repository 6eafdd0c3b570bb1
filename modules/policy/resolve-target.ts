import type { Target } from './intent.js';
import type { AttachmentTarget, Organization, OrganizationalUnit } from './organization.js';

/** Finds the root, a unit or an account of an organization; undefined when there is no such place. */
export function resolveTarget(organization: Organization, target: Target): AttachmentTarget | undefined {
  switch (target.kind) {
    case 'root':
      return organization.root;
    case 'unit':
      return unitAt(organization, target.names);
    case 'id':
      return placeWithId(organization.root, target.id);
  }
}

/** The unit at a path of names below the root; undefined when a name on the way is no unit. */
export function unitAt(organization: Organization, names: readonly string[]): OrganizationalUnit | undefined {
  return names.reduce<OrganizationalUnit | undefined>(
    (unit, name) => unit?.organizationalUnits.find((child) => child.name === name),
    organization.root,
  );
}

function placeWithId(unit: OrganizationalUnit, id: string): AttachmentTarget | undefined {
  if (unit.id === id) return unit;
  const account = unit.accounts.find((candidate) => candidate.id === id);
  if (account !== undefined) return account;
  for (const child of unit.organizationalUnits) {
    const found = placeWithId(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
