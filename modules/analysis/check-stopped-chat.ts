import type { AttachmentTarget, Organization } from '../policy/organization/organization.js';
import {
  indexOrganization,
  type OrganizationIndex,
  type OrganizationNode,
  spotOf,
} from '../policy/organization/organization-index.js';
import { type Plan, renderTarget } from '../policy/plan/plan.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import { regionDeniesOfChat } from '../policy/scp/lint/region-deny-stops-chat.js';
import { deniesChatService } from '../policy/scp/lint/scp-stops-chat.js';
import { statementNodes } from '../policy/scp/statement-nodes.js';
import { syntaxTreeOf } from '../policy/text/syntax-tree.js';

/**
 * Problems of service control policies that stop the chat service where the plan attaches policies, and that the plan does
 * not contain: those are checked where they are written. SCPs do not affect the management account.
 */
export function checkStoppedChat(plan: Plan, after: Organization): Finding[] {
  const own = new Set(plan.policies.map(({ type, name }) => `${type} ${name}`));
  const index = indexOrganization(after);
  const planned = plan.policies.flatMap(({ targets }) =>
    targets.flatMap((target) => spotOf(index, target) ?? []),
  );
  const channels = after.channels.flatMap(({ accountId }) => index.spots.get(accountId) ?? []);
  return [...after.policies.values()].flatMap(({ id, type, name, awsManaged, content }) => {
    if (type !== 'SERVICE_CONTROL_POLICY' || awsManaged || own.has(`${type} ${name}`)) return [];
    const all = targetsOf(id, index);
    const near = all.filter((spot) => planned.some((other) => overlap(spot, other)));
    const regions = regionDeniesOfChat(content).map(({ severity, facts }) => {
      const attached = { policy: name, target: textOf(near) };
      return finding('region-deny-stops-chat', severity, { path: [] }, { ...facts, ...attached });
    });
    // A policy below the targets often closes an OU on purpose: it is a mistake if that OU has chat configurations.
    const used = [...planned, ...channels];
    const above = all.filter((spot) => used.some((other) => isWithin(other, spot)));
    const stops = above.length > 0 && statementNodes(syntaxTreeOf(content)).some(deniesChatService);
    const facts = { policy: name, target: textOf(above) };
    return [
      ...(near.length === 0 ? [] : regions),
      ...(stops ? [finding('scp-stops-chat', 'warning', { path: [] }, facts)] : []),
    ];
  });
}

function textOf(targets: readonly OrganizationNode[]): string {
  return targets.map(({ target }) => renderTarget(target)).join(', ');
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
