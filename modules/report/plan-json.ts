import type { AttachmentAction, FieldChange, PolicyAction } from '../analysis/plan-actions.js';
import { type Plan, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import type { Problem } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';

/** The output of `plan --format json`, which is public API. */
export interface PlanJson {
  readonly policies: readonly {
    readonly name: string;
    readonly type: PolicyType;
    readonly description: string;
    readonly tags: Readonly<Record<string, string>>;
    /** Characters of the document as it is sent. */
    readonly size: number;
    readonly content: JsonValue;
    readonly targets: readonly string[];
    /** Names of policies that are attached before this one wherever both have the same target. */
    readonly attachAfter: readonly string[];
    readonly skipDestroy: boolean;
    readonly preventDestroy: boolean;
  }[];
  /** Each policy, followed by its attachments; absent where they were not asked for. */
  readonly actions?: readonly {
    readonly action: PolicyAction['action'] | AttachmentAction['action'];
    readonly policy: string;
    readonly type: PolicyType;
    /** The ID of a policy that exists. */
    readonly id?: string;
    /** The target of an attachment; null for the policy itself. */
    readonly target: string | null;
    /** What changes in a policy that exists. */
    readonly changes?: readonly FieldChange[];
  }[];
  readonly problems: readonly Problem[];
}

/** Returns a plan (if any), its problems, and its effect on the organization, as JSON. */
export function planJson(
  plan: Plan | undefined,
  problems: readonly Problem[],
  actions?: readonly PolicyAction[],
): PlanJson {
  const names = new Map(plan?.policies.map(({ id, name }) => [id, name]));
  const policies = (plan?.policies ?? []).map(({ name, type, description, tags, text, ...policy }) => ({
    name,
    type,
    description,
    tags,
    size: Array.from(text).length,
    content: policy.content,
    targets: policy.targets.map(renderTarget),
    attachAfter: policy.attachAfter.map((id) => names.get(id) ?? id),
    ...policy.retention,
  }));
  const flat = actions?.flatMap(({ action, policy, type, id, changes, attachments }) => {
    const about = { policy, type, ...(id === undefined ? {} : { id }) };
    const ofPolicy = { action, ...about, target: null, ...(changes.length === 0 ? {} : { changes }) };
    return [ofPolicy, ...attachments.map((each) => ({ action: each.action, ...about, target: each.target }))];
  });
  return { policies, ...(flat && { actions: flat }), problems };
}
