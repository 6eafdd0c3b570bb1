import { type Plan, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import type { Problem } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';

/** What `plan --format json` prints; a contract. */
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
  readonly problems: readonly Problem[];
}

/** A plan, or the lack of one, and its problems, for programs. */
export function planJson(plan: Plan | undefined, problems: readonly Problem[]): PlanJson {
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
  return { policies, problems };
}
