import type { AttachmentTarget, Organization, OrganizationalUnit } from '../policy/organization.js';

/** The organization without some of its policies, by id: they are attached nowhere any more. */
export function removePolicies(organization: Organization, ids: ReadonlySet<string>): Organization {
  if (ids.size === 0) return organization;
  const detach = <T extends AttachmentTarget>(target: T): T =>
    target.policies.some((id) => ids.has(id))
      ? { ...target, policies: target.policies.filter((id) => !ids.has(id)) }
      : target;
  const rebuild = (unit: OrganizationalUnit): OrganizationalUnit => ({
    ...detach(unit),
    accounts: unit.accounts.map(detach),
    organizationalUnits: unit.organizationalUnits.map(rebuild),
  });
  const policies = new Map([...organization.policies].filter(([id]) => !ids.has(id)));
  return { ...organization, policies, root: rebuild(organization.root) };
}
