import type { AttachmentTarget, Organization } from '../policy/organization/organization.js';
import {
  atlasOf,
  type OrganizationIndex,
  type OrganizationNode,
  spotOf,
} from '../policy/organization/organization-index.js';
import { type Plan, renderTarget } from '../policy/plan/plan.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import { regionDeniesOfChat } from '../policy/scp/lint/region-deny-stops-chat.js';

/**
 * Warnings about service control policies that stop the chat service where the plan attaches policies, and that the
 * plan does not make itself: those are checked where they are written. SCPs do not affect the management account.
 */
export function checkRegionDenies(plan: Plan, after: Organization): Finding[] {
  const own = new Set(plan.policies.map(({ type, name }) => `${type} ${name}`));
  const index = atlasOf(after);
  const planned = plan.policies.flatMap(({ targets }) =>
    targets.flatMap((target) => spotOf(index, target) ?? []),
  );
  return [...after.policies.values()].flatMap(({ id, type, name, awsManaged, content }) => {
    if (type !== 'SERVICE_CONTROL_POLICY' || awsManaged || own.has(`${type} ${name}`)) return [];
    const targets = targetsOf(id, index).filter((spot) => planned.some((other) => overlap(spot, other)));
    if (targets.length === 0) return [];
    const attached = { policy: name, target: targets.map(({ target }) => renderTarget(target)).join(', ') };
    return regionDeniesOfChat(content).flatMap(({ severity, facts }) =>
      severity === 'warning'
        ? [finding('region-deny-stops-chat', severity, { path: [] }, { ...facts, ...attached })]
        : [],
    );
  });
}

/** Where a policy is attached and in force, parents first. */
function targetsOf(policy: string, { spots, organization }: OrganizationIndex): readonly OrganizationNode[] {
  const isAttached = ({ id, policies }: AttachmentTarget): boolean =>
    policies.includes(policy) && id !== organization.managementAccountId;
  return [...spots.values()].filter(({ node }) => isAttached(node));
}

/** Whether one of two places is, or is above, the other. */
function overlap(one: OrganizationNode, other: OrganizationNode): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin(place: OrganizationNode, above: OrganizationNode): boolean {
  for (let at: OrganizationNode | undefined = place; at !== undefined; at = at.parent) {
    if (at.node.id === above.node.id) return true;
  }
  return false;
}
