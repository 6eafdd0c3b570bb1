import type { Organization, OrganizationPolicy } from '../policy/organization/organization.js';
import {
  indexOrganization,
  type OrganizationIndex,
  spotOf,
} from '../policy/organization/organization-index.js';
import { type GovernedPolicy, removedPolicies, takenOverIn } from '../policy/plan/ownership.js';
import { type Plan, type PlannedPolicy, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import { canonicalJson } from '../policy/text/canonical-json.js';
import type { JsonValue } from '../policy/text/json.js';
import { attachmentsIn, type IsMissing, isPartial, missingIn } from './drift.js';

/** What Terraform does to one policy, and to its attachments, when a plan is applied. */
export interface PolicyAction {
  /**
   * `adopt`: Terraform imports the policy, unless its state has it already. `replace`: the policy is destroyed and
   * created again, because AWS cannot change its type. `unknown`: the organization file lacks the policy.
   */
  readonly action: 'create' | 'update' | 'adopt' | 'replace' | 'remove' | 'no-change' | 'unknown';
  readonly policy: string;
  readonly type: PolicyType;
  /** The ID in the organization; absent where the policy is new. */
  readonly id?: string;
  /** What changes in a policy that exists. */
  readonly changes: readonly FieldChange[];
  readonly attachments: readonly AttachmentAction[];
}

/** What Terraform does to one attachment. */
export interface AttachmentAction {
  readonly action: 'create' | 'adopt' | 'replace' | 'detach' | 'no-change' | 'unknown';
  /** The target as a configuration writes it. */
  readonly target: string;
  /**
   * True for an attachment of an adopted policy that exists and is not in `existing.attachments`: Terraform creates it,
   * which AWS rejects, unless its state has it already.
   */
  readonly isNotImported?: true;
}

/** A part of a policy that changes. */
export interface FieldChange {
  readonly field: 'name' | 'description' | 'tags' | 'content';
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** Circumstances of a deployment that the plan does not contain. */
export interface PlanActionOptions {
  /** The tags that the Terraform provider adds to every policy. */
  readonly defaultTags?: Readonly<Record<string, string>>;
}

/**
 * What applying a plan does to an organization: the policies of the plan in their order, then those that are removed,
 * by name. Without an organization, every policy is new. Descriptions and tags that the organization file lacks are
 * not compared.
 */
export function planActions(
  plan: Plan,
  organization: Organization | undefined,
  { defaultTags = {} }: PlanActionOptions = {},
): readonly PolicyAction[] {
  if (organization === undefined) return plan.policies.map(withoutOrganization);
  const index = indexOrganization(organization);
  const attached = attachmentsIn(index);
  const facts: Facts = { index, attached, isMissing: missingIn(organization), defaultTags };
  const takenOver = takenOverIn(organization);
  const removed = [...removedPolicies(plan, organization)].sort(byName);
  const replaced = new Set<OrganizationPolicy>();
  const actions = plan.policies.map((planned) => {
    const found = takenOver(planned);
    // One name is one Terraform address, for both types.
    const other = found === undefined ? removed.find(({ name }) => name === planned.name) : undefined;
    if (other !== undefined) replaced.add(other);
    return other === undefined ? meet(planned, found, facts) : replace(planned, other, facts);
  });
  return [...actions, ...removed.filter((policy) => !replaced.has(policy)).map((one) => remove(one, facts))];
}

/** True if applying the plan changes nothing in the organization; adopting a policy as it is changes nothing. */
export function changesNothing(actions: readonly PolicyAction[]): boolean {
  return actions.every(
    ({ action, changes, attachments }) =>
      isQuiet(action) && changes.length === 0 && attachments.every((each) => isQuiet(each.action)),
  );
}

function isQuiet(action: PolicyAction['action'] | AttachmentAction['action']): boolean {
  return action === 'no-change' || action === 'adopt';
}

interface Facts {
  readonly index: OrganizationIndex;
  /** Where each policy is attached, by its ID. */
  readonly attached: ReadonlyMap<string, ReadonlySet<string>>;
  readonly isMissing: IsMissing;
  readonly defaultTags: Readonly<Record<string, string>>;
}

function withoutOrganization({ name, type, targets, existing }: PlannedPolicy): PolicyAction {
  const attachments = targets.map((target): AttachmentAction => {
    const written = renderTarget(target);
    return { action: existing?.attachments[written] === undefined ? 'create' : 'adopt', target: written };
  });
  const policy = { policy: name, type, changes: [], attachments };
  return existing === undefined
    ? { action: 'create', ...policy }
    : { action: 'adopt', ...policy, id: existing.id };
}

function meet(planned: PlannedPolicy, found: OrganizationPolicy | undefined, facts: Facts): PolicyAction {
  const { name, type, existing } = planned;
  const isUnknown =
    found === undefined ? facts.isMissing('policies', type) : facts.isMissing('policy', found.id);
  const changes = found === undefined || isUnknown ? [] : changesOf(planned, found, facts);
  const action = isUnknown
    ? 'unknown'
    : found === undefined
      ? 'create'
      : existing?.id === found.id
        ? 'adopt'
        : changes.length > 0
          ? 'update'
          : 'no-change';
  return {
    action,
    policy: name,
    type,
    ...(found && { id: found.id }),
    changes,
    attachments: attachmentActions(planned, found?.id, facts, action === 'unknown' && found === undefined),
  };
}

function changesOf(
  { name, description, tags, content }: PlannedPolicy,
  found: OrganizationPolicy,
  { defaultTags }: Facts,
): readonly FieldChange[] {
  const ownTags = Object.entries(found.tags ?? {}).filter(([key]) => !/^aws:/i.test(key));
  const fields: readonly FieldChange[] = [
    { field: 'name', before: found.name, after: name },
    { field: 'description', before: found.description ?? description, after: description },
    {
      field: 'tags',
      before: found.tags === undefined ? { ...defaultTags, ...tags } : Object.fromEntries(ownTags),
      after: { ...defaultTags, ...tags },
    },
    { field: 'content', before: found.content, after: content },
  ];
  return fields.filter(({ before, after }) => canonicalJson(before) !== canonicalJson(after));
}

/** The planned attachments in their order, then those that go. */
function attachmentActions(
  { targets, existing }: PlannedPolicy,
  id: string | undefined,
  { index, attached, isMissing }: Facts,
  isUnknown: boolean,
): readonly AttachmentAction[] {
  const current = attached.get(id ?? '') ?? new Set();
  const planned = targets.map((target): AttachmentAction => {
    const spot = spotOf(index, target);
    const written = renderTarget(spot?.target ?? target);
    const isUnread = spot === undefined ? isPartial(index) : isMissing('attachments', spot.node.id);
    if (current.has(written)) {
      if (existing === undefined || existing.id !== id) return { action: 'no-change', target: written };
      return existing.attachments[renderTarget(target)] === undefined
        ? { action: 'no-change', target: written, isNotImported: true }
        : { action: 'adopt', target: written };
    }
    return { action: isUnknown || (isUnread && id !== undefined) ? 'unknown' : 'create', target: written };
  });
  const kept = new Set(planned.map(({ target }) => target));
  const gone = [...current].filter((target) => !kept.has(target));
  return [...planned, ...gone.map((target) => ({ action: 'detach' as const, target }))];
}

function replace(planned: PlannedPolicy, old: OrganizationPolicy, facts: Facts): PolicyAction {
  const attachments = attachmentActions(planned, old.id, facts, false).map(
    ({ action, target }): AttachmentAction => ({
      action: action === 'no-change' || action === 'adopt' ? 'replace' : action,
      target,
    }),
  );
  const changes = changesOf(planned, old, facts);
  return { action: 'replace', policy: planned.name, type: planned.type, id: old.id, changes, attachments };
}

function remove({ id, name, type }: GovernedPolicy, { attached }: Facts): PolicyAction {
  const attachments = [...(attached.get(id) ?? [])].map((target) => ({ action: 'detach' as const, target }));
  return { action: 'remove', policy: name, type, id, changes: [], attachments };
}

function byName(a: OrganizationPolicy, b: OrganizationPolicy): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
