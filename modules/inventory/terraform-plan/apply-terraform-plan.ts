import { groupedBy } from '../../policy/grouped-by.js';
import { policyTypes } from '../../policy/limits.js';
import type {
  Account,
  AttachmentTarget,
  Organization,
  OrganizationalUnit,
} from '../../policy/organization/organization.js';
import { indexOrganization } from '../../policy/organization/organization-index.js';
import { renderTarget } from '../../policy/plan/plan.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import { itemsOf } from '../../policy/text/json.js';
import { applyIndirectChanges } from './apply-indirect-changes.js';
import { applyPolicies } from './apply-policies.js';
import { applyTree } from './apply-tree.js';
import {
  attachUnknown,
  changesOf,
  type Draft,
  type DraftNode,
  destroys,
  fullAccess,
  isUnknown,
  warnOfAnother,
} from './plan-draft.js';
import type { ResourceChange, TerraformPlan } from './read-terraform-plan.js';

/**
 * The organization after a saved Terraform plan is applied. A new policy, OU or account has its address as its ID,
 * unless the plan has the ID. What the plan does not show is attached as a policy whose content is missing, wherever it
 * may be attached: answers that depend on it are unknown; the findings name the resource.
 */
export function applyTerraformPlan(
  organization: Organization,
  plan: TerraformPlan,
): { readonly organization: Organization; readonly findings: readonly Finding[] } {
  const draft = draftOf(organization, plan);
  for (const change of changesOf(plan, 'organization')) applyOrganization(draft, change);
  applyTree(draft);
  applyPolicies(draft);
  applyIndirectChanges(draft);
  if (!plan.isComplete) {
    const change = { address: 'changes that the Terraform plan lacks', isDeferred: false };
    attachUnknown(draft, change, [organization.root.id], { rule: 'incomplete' });
  }
  const { policies, missing, findings, types } = draft;
  const root = treeAfter(draft);
  const after = { ...organization, enabledPolicyTypes: [...types], policies, root, missing };
  return { organization: after, findings: [...findings.values(), ...lastPolicies(draft, after)] };
}

function draftOf(organization: Organization, plan: TerraformPlan): Draft {
  const index = indexOrganization(organization);
  const nodes = new Map(
    [...index.spots].map(([id, { node, unit, parent }]): [string, DraftNode] => [
      id,
      { base: unit ?? node, isUnit: unit !== undefined, parent: parent?.node.id ?? '' },
    ]),
  );
  return {
    ...{ organization, index, plan, nodes, policies: new Map(organization.policies) },
    ...{
      types: new Set(organization.enabledPolicyTypes),
      openTypes: new Set(),
      everywhere: [],
      gone: new Set(),
      detached: [],
      attached: [],
    },
    ...{ missing: [...organization.missing], findings: new Map() },
  };
}

/** The policy types that the plan enables and disables; without the organization, no policy is in force. */
function applyOrganization(draft: Draft, change: ResourceChange): void {
  const { address, actions, before, after, isDeferred } = change;
  const key = 'enabled_policy_types';
  const [was, is] = [before, after].map((values) => itemsOf(values?.[key]).map(String).sort().join());
  const { types, openTypes, everywhere, organization, nodes } = draft;
  if (before?.[key] !== undefined && was !== [...organization.enabledPolicyTypes].sort().join())
    warnOfAnother(draft, { rule: 'policy-types', resource: address });
  if (isDeferred || isUnknown(change, key)) {
    for (const type of policyTypes) {
      types.add(type);
      openTypes.add(type);
    }
    attachUnknown(draft, change, [], { rule: 'policy-types', resource: address });
    everywhere.push(address);
  } else if (destroys(change)) {
    for (const id of [...nodes.keys()]) if (id !== organization.root.id) nodes.delete(id);
  } else if (actions.includes('create')) {
    const found = warnOfAnother(draft, { rule: 'organization', resource: address });
    attachUnknown(draft, change, [organization.root.id], found);
  } else if (after?.[key] !== undefined || was !== is) {
    types.clear();
    for (const type of itemsOf(after?.[key])) types.add(String(type));
  }
}

/** The tree after the moves of OUs and accounts and with the attachments of the plan. */
function treeAfter(draft: Draft): OrganizationalUnit {
  const children = groupedBy(draft.nodes.values(), ({ parent }) => parent);
  const attach = attachmentsAfter(draft);
  const rebuild = (unit: OrganizationalUnit): OrganizationalUnit => {
    const accounts: Account[] = [];
    const organizationalUnits: OrganizationalUnit[] = [];
    for (const { base } of children.get(unit.id) ?? []) {
      if ('organizationalUnits' in base) organizationalUnits.push(rebuild(base));
      else accounts.push(attach(base));
    }
    return { ...attach(unit), accounts, organizationalUnits };
  };
  return rebuild(draft.organization.root);
}

/** A function that gives a target the policies that it has after the plan. */
function attachmentsAfter(draft: Draft): <T extends AttachmentTarget>(target: T) => T {
  const { policies, gone, detached, attached, types, openTypes, organization } = draft;
  const scps = 'SERVICE_CONTROL_POLICY';
  const isNew = types.has(scps) && !openTypes.has(scps) && !organization.enabledPolicyTypes.includes(scps);
  // AWS attaches it to every target when service control policies are enabled.
  const everywhere = isNew ? [fullAccess(draft)] : draft.everywhere;
  const from = groupedBy(detached, ({ target }) => target);
  const to = groupedBy(attached, ({ target }) => target);
  const isGone = (id: string): boolean => gone.has(id) || openTypes.has(policies.get(id)?.type ?? '');
  return (target) => {
    const off = new Set((from.get(target.id) ?? []).map(({ policy }) => policy));
    const kept = target.policies.filter((id) => !off.has(id) && !isGone(id));
    const links = (to.get(target.id) ?? []).map(({ policy }) => policy).filter((id) => !isGone(id));
    const added = [...new Set([...everywhere, ...links])].filter((id) => !kept.includes(id));
    if (added.length === 0 && kept.length === target.policies.length) return target;
    // Terraform attaches in no fixed order.
    const chat = added.filter((id) => policies.get(id)?.type === 'CHATBOT_POLICY');
    const order = chat.length > 1 ? { attachmentOrderKnown: false } : {};
    return { ...target, policies: [...kept, ...added], ...order };
  };
}

/**
 * Warns about targets whose last service control policy the plan detaches, for a while included: AWS requires one on
 * the root and on every OU and account.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
function lastPolicies(
  { index, organization, policies, plan, missing }: Draft,
  after: Organization,
): readonly Finding[] {
  const type = 'SERVICE_CONTROL_POLICY';
  if (![organization, after].every(({ enabledPolicyTypes }) => enabledPolicyTypes.includes(type))) return [];
  const replaced = changesOf(plan, 'attachment').filter(
    (change) => destroys(change) && change.actions.join() === 'delete,create',
  );
  const unread = new Set(missing.flatMap(({ what, id }) => (what === 'attachments' ? id : [])));
  const isScp = (id: string): boolean => (policies.get(id)?.type ?? type) === type;
  return [...indexOrganization(after).spots.values()].flatMap(({ node }): Finding[] => {
    const was = index.spots.get(node.id);
    const before = was?.node.policies.filter((id) => organization.policies.get(id)?.type === type) ?? [];
    const off = replaced.filter(({ before: link }) => link?.['target_id'] === node.id);
    const goes = (id: string): boolean => off.some(({ before: link }) => link?.['policy_id'] === id);
    const last = before.at(-1);
    if (was === undefined || last === undefined || unread.has(node.id)) return [];
    if (node.policies.some(isScp) && !before.every(goes)) return [];
    const { name = last } = organization.policies.get(last) ?? {};
    const facts = { policy: name, target: renderTarget(was.target), name: node.name, id: node.id };
    return [finding('last-scp-detached', 'warning', { path: [] }, facts)];
  });
}
