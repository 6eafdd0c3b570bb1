import {
  type Account,
  type AttachmentTarget,
  accountsOf,
  type MissingPart,
  type Organization,
  type OrganizationalUnit,
  type OrganizationPolicy,
} from '../../policy/organization/organization.js';
import { resolveTarget } from '../../policy/organization/target.js';
import { type Finding, finding } from '../../policy/problems/problem.js';
import type { ProblemFacts } from '../../policy/problems/problem-kinds.js';
import { type JsonValue, stringOf } from '../../policy/text/json.js';
import { findReferred } from './find-referred.js';
import type { ResourceChange, TerraformPlan } from './read-terraform-plan.js';

/** Types of resources of Terraform's AWS provider. */
const policyType = 'aws_organizations_policy';
const attachmentType = 'aws_organizations_policy_attachment';
const unitType = 'aws_organizations_organizational_unit';
const accountType = 'aws_organizations_account';
const organizationType = 'aws_organizations_organization';

/**
 * The organization after a saved Terraform plan is applied. A new policy has its address as its ID, unless the plan
 * knows the ID. What is known only after apply is attached as a policy whose content is missing, wherever it may be
 * attached: answers that depend on it are unknown; the findings name it.
 */
export function applyTerraformPlan(
  organization: Organization,
  plan: TerraformPlan,
): { readonly organization: Organization; readonly findings: readonly Finding[] } {
  const draft: Draft = {
    ...{ organization, plan, policies: new Map(organization.policies), gone: new Set() },
    ...{ detached: [], attached: [], moves: new Map(), missing: [...organization.missing], findings: [] },
  };
  for (const change of changesOf(plan, policyType)) applyPolicy(draft, change);
  for (const change of changesOf(plan, attachmentType)) applyAttachment(draft, change);
  for (const change of changesOf(plan, accountType)) applyMove(draft, change);
  const { policies, missing, findings } = draft;
  const enabledPolicyTypes = typesAfter(plan) ?? organization.enabledPolicyTypes;
  const root = treeAfter(draft);
  return { organization: { ...organization, enabledPolicyTypes, policies, root, missing }, findings };
}

/** What the changes of a plan add up to. */
interface Draft {
  readonly organization: Organization;
  readonly plan: TerraformPlan;
  readonly policies: Map<string, OrganizationPolicy>;
  /** Ids of policies that are destroyed. */
  readonly gone: Set<string>;
  readonly detached: Link[];
  readonly attached: Link[];
  /** The new parents of accounts that move, by account ID. */
  readonly moves: Map<string, string>;
  readonly missing: MissingPart[];
  readonly findings: Finding[];
}

/** An attachment, by the IDs of its policy and its target. */
interface Link {
  readonly policy: string;
  readonly target: string;
}

function changesOf(plan: TerraformPlan, type: string): readonly ResourceChange[] {
  return plan.changes.filter((change) => change.type === type);
}

/** A policy that is created, changed or destroyed. */
function applyPolicy(draft: Draft, { actions, address, before, after, unknown }: ResourceChange): void {
  const { organization, policies, gone } = draft;
  const id = stringOf(before?.['id']);
  if (id !== '' && !organization.policies.has(id))
    warnOfAnother(draft, { rule: 'policy', resource: address, policy: id });
  if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
    policies.delete(id);
    gone.add(id);
  }
  const creates = actions.includes('create');
  if (!creates && !actions.includes('update')) return;
  const key = creates ? stringOf(after?.['id']) || address : id;
  const type = stringOf(after?.['type']) || 'SERVICE_CONTROL_POLICY';
  const content = contentOf(after);
  const policy = { id: key, name: stringOf(after?.['name']) || key, type, awsManaged: false };
  policies.set(key, { ...policy, content: content ?? {} });
  if (unknown?.['type'] === true) policies.delete(key);
  if (content !== undefined && unknown?.['type'] !== true) return;
  noteUnknown(draft, { what: 'policy', id: key }, { rule: 'document', resource: address });
}

/** Undefined where the document is not known before apply. */
function contentOf(after: ResourceChange['after']): JsonValue | undefined {
  try {
    return JSON.parse(stringOf(after?.['content'])) as JsonValue;
  } catch {
    return undefined;
  }
}

/** An attachment that is made or removed; replacing one does both. */
function applyAttachment(draft: Draft, change: ResourceChange): void {
  const { actions, before, address } = change;
  if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
    draft.detached.push({ policy: stringOf(before?.['policy_id']), target: stringOf(before?.['target_id']) });
  }
  if (!actions.includes('create')) return;
  const target = targetOf(draft, change);
  if (target === 'new') return;
  const policy = attachedPolicy(draft, change);
  if (policy !== undefined && target !== undefined) {
    draft.attached.push({ policy, target });
    return;
  }
  const known = policy === undefined ? undefined : draft.policies.get(policy);
  if (known !== undefined) draft.policies.set(address, { ...known, id: address, content: {} });
  draft.attached.push({ policy: address, target: target ?? draft.organization.root.id });
  const rule = policy === undefined ? 'attached-policy' : 'attachment-target';
  noteUnknown(draft, { what: 'policy', id: address }, { rule, resource: address });
}

/** The ID of the policy; undefined where it is known only after apply. */
function attachedPolicy(draft: Draft, change: ResourceChange): string | undefined {
  const known = stringOf(change.after?.['policy_id']);
  if (known !== '') {
    if (draft.policies.has(known)) return known;
    warnOfAnother(draft, { rule: 'policy', resource: change.address, policy: known });
    return undefined;
  }
  const found = findReferred(draft.plan, change, 'policy_id', [policyType]);
  if (found === undefined) return undefined;
  const id = found.actions.includes('create')
    ? stringOf(found.after?.['id']) || found.address
    : stringOf(found.before?.['id']);
  return draft.policies.has(id) ? id : undefined;
}

/**
 * The ID of the target: `new` for an organizational unit or account that does not exist yet, which concerns no account
 * that exists; undefined where it is known only after apply.
 */
function targetOf(draft: Draft, change: ResourceChange): string | 'new' | undefined {
  const known = stringOf(change.after?.['target_id']);
  if (known !== '') {
    if (resolveTarget(draft.organization, { kind: 'id', id: known }) !== undefined) return known;
    warnOfAnother(draft, { rule: 'target', resource: change.address, target: known });
    return 'new';
  }
  const place = findReferred(draft.plan, change, 'target_id', [unitType, accountType]);
  if (place === undefined) return undefined;
  return place.actions.includes('create') ? 'new' : stringOf(place.before?.['id']) || undefined;
}

/** An account that moves inherits from its new parent; where that is not known, what it inherits is unknown. */
function applyMove(draft: Draft, change: ResourceChange): void {
  const { actions, before, after, address } = change;
  const account = stringOf(before?.['id']);
  if (!actions.includes('update') || before?.['parent_id'] === after?.['parent_id']) return;
  if (resolveTarget(draft.organization, { kind: 'id', id: account }) === undefined) {
    warnOfAnother(draft, { rule: 'target', resource: address, target: account });
    return;
  }
  const parent = stringOf(after?.['parent_id']);
  const place = resolveTarget(draft.organization, { kind: 'id', id: parent });
  if (place !== undefined && 'organizationalUnits' in place) {
    draft.moves.set(account, parent);
    return;
  }
  draft.attached.push({ policy: address, target: account });
  noteUnknown(draft, { what: 'policy', id: address }, { rule: 'account-parent', resource: address, account });
}

/** The policy types that the plan leaves enabled, where it manages them. */
function typesAfter(plan: TerraformPlan): readonly string[] | undefined {
  const change = changesOf(plan, organizationType).find(({ actions }) => actions.includes('update'));
  const types = change?.after?.['enabled_policy_types'];
  return Array.isArray(types) ? types.map(String) : undefined;
}

function noteUnknown(
  { missing, findings }: Draft,
  part: Omit<MissingPart, 'reason'>,
  facts: ProblemFacts<'unknown-until-apply'>,
): void {
  const found = finding('unknown-until-apply', 'warning', { path: [] }, facts);
  missing.push({ ...part, reason: found.message });
  findings.push(found);
}

function warnOfAnother({ findings }: Draft, facts: ProblemFacts<'plan-of-another-organization'>): void {
  findings.push(finding('plan-of-another-organization', 'warning', { path: [] }, facts));
}

/** The tree after the moves of accounts and with the attachments of the plan. */
function treeAfter({ organization, gone, detached, attached, policies, moves }: Draft): OrganizationalUnit {
  const accounts = new Map([...accountsOf(organization)].map(({ account }) => [account.id, account]));
  const movedTo = (id: string): readonly Account[] =>
    [...moves].flatMap(([account, parent]) => (parent === id ? (accounts.get(account) ?? []) : []));
  const attach = <T extends AttachmentTarget>(target: T): T => {
    const isDetached = (id: string): boolean =>
      gone.has(id) || detached.some(({ policy, target: from }) => from === target.id && policy === id);
    const kept = target.policies.filter((id) => !isDetached(id));
    const added = attached
      .filter((link) => link.target === target.id && !kept.includes(link.policy))
      .map(({ policy }) => policy);
    if (added.length === 0 && kept.length === target.policies.length) return target;
    // Terraform attaches in no fixed order.
    const chat = added.filter((id) => policies.get(id)?.type === 'CHATBOT_POLICY');
    const order = chat.length > 1 ? { attachmentOrderKnown: false } : {};
    return { ...target, policies: [...kept, ...added], ...order };
  };
  const rebuild = (unit: OrganizationalUnit): OrganizationalUnit => ({
    ...attach(unit),
    accounts: [...unit.accounts.filter(({ id }) => !moves.has(id)), ...movedTo(unit.id)].map(attach),
    organizationalUnits: unit.organizationalUnits.map(rebuild),
  });
  return rebuild(organization.root);
}
