import type { Target } from '../policy/intent.js';
import {
  type AttachmentTarget,
  type ChatChannel,
  mapTargets,
  type Organization,
  type OrganizationPolicy,
  targetsOf,
} from '../policy/organization/organization.js';
import { resolveTarget } from '../policy/organization/target.js';
import { removedPolicies, takenOverIn } from '../policy/plan/ownership.js';
import { type Plan, type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';
import { canonicalJson } from '../policy/text/canonical-json.js';

/**
 * Returns the organization after the plan is applied. A planned policy that adopts an existing one keeps its ID, and
 * replaces its description, content, tags and attachments. The ID of a new policy is its name. New attachments come
 * after existing ones, in plan order. Policies that carry the ownership tag of the plan's environment and are not in
 * the plan are removed; all others stay.
 *
 * Throws if a target is not in the organization; `planOf` reports that as a problem if you pass the organization.
 */
export function applyPlan(before: Organization, plan: Plan): Organization {
  const removed = removedPolicies(plan, before);
  const organization = removePolicies(before, new Set(removed.map(({ id }) => id)));
  const policies = new Map(organization.policies);
  const attached = new Map<string, Set<string>>();
  const managed = new Set<string>();
  let changesChat = removed.some(mayBeChatPolicy);
  const currentPlace = placesIn(organization, plan);
  const takenOver = takenOverIn(organization);
  for (const planned of inAttachmentOrder(plan)) {
    const { name, type, description, content, tags } = planned;
    const { id } = takenOver(planned) ?? { id: name };
    const old = policies.get(id)?.content ?? null;
    changesChat ||= type === 'CHATBOT_POLICY' && canonicalJson(old) !== canonicalJson(content);
    policies.set(id, { id, name, type, awsManaged: false, description, content, tags });
    managed.add(id);
    for (const target of planned.targets) {
      const place = currentPlace(target);
      if (place === undefined) throw new Error(`no ${renderTarget(target)} in the organization`);
      attached.set(place.id, (attached.get(place.id) ?? new Set()).add(id));
    }
  }
  const attach = <T extends AttachmentTarget>(target: T): T => {
    const planned = attached.get(target.id) ?? nothing;
    if (planned === nothing && !target.policies.some((id) => managed.has(id))) return target;
    const kept = target.policies.filter((id) => !managed.has(id) || planned.has(id));
    const there = new Set(kept);
    const added = [...planned].filter((id) => !there.has(id));
    if (added.length === 0 && kept.length === target.policies.length) return target;
    const moved = [...added, ...target.policies.filter((id) => !kept.includes(id))];
    changesChat ||= moved.some((id) => mayBeChatPolicy(policies.get(id)));
    // One chat policy that was there has no order of its own, and what the plan adds comes after it.
    const { attachmentOrderKnown = true } = target;
    const known = attachmentOrderKnown || kept.filter((id) => mayBeChatPolicy(policies.get(id))).length < 2;
    return { ...target, policies: [...kept, ...added], attachmentOrderKnown: known };
  };
  const root = mapTargets(organization.root, attach);
  const channels = changesChat ? organization.channels.map(checkedAgain) : organization.channels;
  return { ...organization, policies, root, channels };
}

/** AWS checks chat configurations continuously, so one that is disabled may be enabled after a change of chat policies. */
function checkedAgain(channel: ChatChannel): ChatChannel {
  return channel.state === 'DISABLED' ? { ...channel, stateMayChange: true } : channel;
}

const nothing: ReadonlySet<string> = new Set();

/** A function that finds the targets of a plan. Those named by an ID are looked for all at once. */
function placesIn(organization: Organization, { policies }: Plan) {
  const targets = policies.flatMap((policy) => policy.targets);
  const wanted = new Set(targets.flatMap((target) => (target.kind === 'id' ? [target.id] : [])));
  const found = wanted.size === 0 ? [] : [...targetsOf(organization)].filter(({ id }) => wanted.has(id));
  const places = new Map<string, AttachmentTarget>(found.map((place) => [place.id, place]));
  return (target: Target): AttachmentTarget | undefined =>
    target.kind === 'id' ? places.get(target.id) : resolveTarget(organization, target);
}

/** A policy that could not be read may be of any type. */
function mayBeChatPolicy(policy: OrganizationPolicy | undefined): boolean {
  return policy === undefined || policy.type === 'CHATBOT_POLICY';
}

/** Plan order, except that a policy comes after those it must be attached after. */
function inAttachmentOrder(plan: Plan): readonly PlannedPolicy[] {
  const byId = new Map(plan.policies.map((policy) => [policy.id, policy]));
  const ordered = new Set<PlannedPolicy>();
  const visit = (policy: PlannedPolicy): void => {
    if (ordered.has(policy)) return;
    for (const id of policy.attachAfter) {
      const before = byId.get(id);
      if (before !== undefined) visit(before);
    }
    ordered.add(policy);
  };
  plan.policies.forEach(visit);
  return [...ordered];
}

/** Returns the organization without some of its policies, by ID, and without their attachments. */
export function removePolicies(organization: Organization, ids: ReadonlySet<string>): Organization {
  if (ids.size === 0) return organization;
  const detach = <T extends AttachmentTarget>(target: T): T =>
    target.policies.some((id) => ids.has(id))
      ? { ...target, policies: target.policies.filter((id) => !ids.has(id)) }
      : target;
  const policies = new Map([...organization.policies].filter(([id]) => !ids.has(id)));
  return { ...organization, policies, root: mapTargets(organization.root, detach) };
}
