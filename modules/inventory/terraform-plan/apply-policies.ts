import type { OrganizationPolicy } from '../../policy/organization/organization.js';
import type { Finding } from '../../policy/problems/problem.js';
import { canonicalJson } from '../../policy/text/canonical-json.js';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue, stringOf } from '../../policy/text/json.js';
import { findReferred } from './find-referred.js';
import {
  attachUnknown,
  changesOf,
  type Draft,
  destroys,
  hideContent,
  idAfter,
  idOf,
  isGoverned,
  isUnknown,
  type Link,
  policyTypeIn,
  resourceTypes,
  targetReferred,
  warnOfAnother,
} from './plan-draft.js';
import type { ResourceChange } from './read-terraform-plan.js';

/** Applies the policies of a plan and their attachments. New OUs and accounts must be in the draft already. */
export function applyPolicies(draft: Draft): void {
  for (const change of changesOf(draft.plan, 'policy')) {
    applyPolicy(draft, change);
    if (change.type.startsWith('awscc_')) applyTargets(draft, change);
  }
  for (const change of changesOf(draft.plan, 'attachment')) applyAttachment(draft, change);
}

/** A policy that is created, changed or destroyed; one that the plan leaves alone is as the plan knows it. */
function applyPolicy(draft: Draft, change: ResourceChange): void {
  const { actions, address, before, after, isDeferred } = change;
  const { policies } = draft;
  const id = idOf(before);
  const known = policies.get(id);
  if (id !== '') compareWithFile(draft, change, known);
  if (isDeferred) {
    if (known !== undefined) hideContent(draft, change, known, 'document');
    return;
  }
  if (destroys(change)) {
    policies.delete(id);
    draft.gone.add(id);
  }
  if (after === undefined) return;
  const content = contentOf(after);
  const key = idAfter(change);
  const type = policyTypeIn(after);
  const kept = actions.includes('create') ? { awsManaged: false } : (known ?? { awsManaged: false });
  const policy = { ...kept, id: key, name: stringOf(after['name']) || key, type, content: content ?? {} };
  policies.set(key, policy);
  if (isUnknown(change, 'type')) policies.delete(key);
  if (content !== undefined && !isUnknown(change, 'type')) return;
  attachUnknown(draft, change, [], { rule: 'document', resource: address }, { id: key });
}

function isManagedType(values: JsonObject | undefined): boolean {
  return isGoverned(policyTypeIn(values));
}

/**
 * Reports a policy that is different in the organization file. If the plan changes one that the file lacks, every
 * account may have it.
 */
function compareWithFile(draft: Draft, change: ResourceChange, known: OrganizationPolicy | undefined): void {
  const { address, actions, before } = change;
  const policy = idOf(before);
  if (!isManagedType(before)) return;
  if (known !== undefined) {
    const was = contentOf(before);
    const isRead = draft.organization.missing.every(({ id }) => id !== policy);
    if (isRead && was !== undefined && canonicalJson(was) !== canonicalJson(known.content))
      warnOfAnother(draft, { rule: 'content', resource: address, policy: known.name });
    return;
  }
  const found = warnOfAnother(draft, { rule: 'policy', resource: address, policy });
  if (actions.includes('no-op') && !change.isDeferred) return;
  const name = stringOf(before?.['name']) || policy;
  const type = policyTypeIn(before);
  const unread = { id: policy, name, type, awsManaged: false, content: {} };
  attachUnknown(draft, change, [draft.organization.root.id], found, {
    id: `${address} (${policy})`,
    policy: unread,
  });
}

/** Undefined where the document is not known before apply. */
function contentOf(values: JsonObject | undefined): JsonValue | undefined {
  const content = values?.['content'];
  if (isJsonObject(content)) return content;
  try {
    return JSON.parse(stringOf(content)) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The targets that a policy of `awscc` lists itself. */
function applyTargets(draft: Draft, change: ResourceChange): void {
  const { address, before, after, isDeferred } = change;
  const [was, is] = [before, after].map((values) => itemsOf(values?.['target_ids']).map(stringOf));
  const key = idAfter(change);
  const policy = draft.policies.get(key);
  const pseudo = { id: `${address}.target_ids`, policy };
  const uncertain: string[] = isDeferred ? [...(was ?? [])] : [];
  for (const target of was ?? []) draft.detached.push({ policy: idOf(before), target });
  for (const target of is ?? []) {
    if (isDeferred || !draft.nodes.has(target)) uncertain.push(target);
    else draft.attached.push({ policy: key, target });
  }
  if (isUnknown(change, 'target_ids')) uncertain.push('');
  for (const target of uncertain.filter((each) => each !== '' && !draft.nodes.has(each)))
    warnOfAnother(draft, { rule: 'target', resource: address, target });
  if (uncertain.length === 0 || !isManagedType({ ...before, ...after })) return;
  const all = uncertain.every((each) => draft.nodes.has(each));
  const targets = all ? uncertain : [draft.organization.root.id, ...uncertain];
  attachUnknown(draft, change, targets, { rule: 'attachment-target', resource: address }, pseudo);
}

/** An attachment that is made or removed; replacing one does both. */
function applyAttachment(draft: Draft, change: ResourceChange): void {
  const { before, after, isDeferred } = change;
  if (before !== undefined && !isOfOtherType(draft, stringOf(before['policy_id']))) {
    const policy = stringOf(before['policy_id']);
    const target = stringOf(before['target_id']);
    const foreign = compareAttachment(draft, change, { policy, target });
    const goes = isDeferred || destroys(change);
    if (goes) draft.detached.push({ policy, target });
    if (goes && foreign !== undefined) attachUnknown(draft, change, [draft.organization.root.id], foreign);
    else if (isDeferred) attachUnknown(draft, change, [target], unknownPolicy(change));
  }
  if (after !== undefined && !isOfOtherType(draft, stringOf(after['policy_id']))) attachAfter(draft, change);
}

/** True for a policy of a type that does not affect chat; the plan or the organization file has its type. */
function isOfOtherType({ plan, organization }: Draft, id: string): boolean {
  if (id === '') return false;
  const inPlan = changesOf(plan, 'policy').find(({ before }) => idOf(before) === id);
  const type = inPlan?.before?.['type'] ?? organization.policies.get(id)?.type;
  return typeof type === 'string' && !isGoverned(type);
}

/** Reports an attachment that the organization file lacks; returns the warning if it lacks the target. */
function compareAttachment(
  draft: Draft,
  { address }: ResourceChange,
  { policy, target }: Link,
): Finding | undefined {
  const node = draft.index.spots.get(target)?.node;
  if (!draft.organization.policies.has(policy))
    warnOfAnother(draft, { rule: 'policy', resource: address, policy });
  else if (node?.policies.includes(policy) === false)
    warnOfAnother(draft, { rule: 'attachment', resource: address, policy, target });
  return node === undefined ? warnOfAnother(draft, { rule: 'target', resource: address, target }) : undefined;
}

/** Attaches the policy to the target; what is not known of them makes answers unknown. */
function attachAfter(draft: Draft, change: ResourceChange): void {
  const { address, actions, isDeferred } = change;
  const { organization, policies } = draft;
  const target = targetOf(draft, change);
  const policy = isDeferred ? undefined : attachedPolicy(draft, change);
  if (typeof policy === 'string' && typeof target === 'string') {
    draft.attached.push({ policy, target });
    return;
  }
  if (actions.includes('no-op') && !isDeferred) return;
  const doubts = [
    policy ?? unknownPolicy(change),
    target ?? ({ rule: 'attachment-target', resource: address } as const),
  ];
  const [facts] = doubts.filter((each) => typeof each !== 'string');
  const place = typeof target === 'string' ? target : organization.root.id;
  const known = typeof policy === 'string' ? policies.get(policy) : undefined;
  if (facts !== undefined) attachUnknown(draft, change, [place], facts, { policy: known });
}

function unknownPolicy({ address }: ResourceChange) {
  return { rule: 'attached-policy', resource: address } as const;
}

/** The ID of the policy; a warning where the organization file lacks it; undefined where it is known only after apply. */
function attachedPolicy(draft: Draft, change: ResourceChange): string | Finding | undefined {
  const known = stringOf(change.after?.['policy_id']);
  if (known !== '') {
    if (draft.policies.has(known)) return known;
    return warnOfAnother(draft, { rule: 'policy', resource: change.address, policy: known });
  }
  const found = findReferred(draft.plan, change, 'policy_id', resourceTypes.policy);
  const id = found && idAfter(found);
  return id !== undefined && draft.policies.has(id) ? id : undefined;
}

/** The ID of the target; a warning where the organization file lacks it; undefined where it is known only after apply. */
function targetOf(draft: Draft, change: ResourceChange): string | Finding | undefined {
  const known = stringOf(change.after?.['target_id']);
  if (known === '') return targetReferred(draft, change, 'target_id');
  if (draft.nodes.has(known)) return known;
  return warnOfAnother(draft, { rule: 'target', resource: change.address, target: known });
}
