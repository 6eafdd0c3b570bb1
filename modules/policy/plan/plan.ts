import type { ExistingPolicy, Retention, Target } from '../intent.js';
import type { Problem } from '../problems/problem.js';
import type { JsonValue } from '../text/json.js';

/** The policy types that this package governs, as the Organizations API names them. */
export type PolicyType = 'CHATBOT_POLICY' | 'SERVICE_CONTROL_POLICY';

/**
 * The policies and attachments that a configuration produces, in the order of the configuration. The same plan is
 * simulated and deployed.
 */
export interface Plan {
  readonly policies: readonly PlannedPolicy[];
  /**
   * The name of the environment, which is the value of the ownership tag: policies of an organization that carry it
   * and are not in the plan are removed. Absent: none are.
   */
  readonly environment?: string;
}

/** A policy of a plan. */
export interface PlannedPolicy {
  /** The ID that construct IDs are derived from: the name without the prefix. */
  readonly id: string;
  /** Unique in the organization, including the prefix. */
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The document. Lists are sorted if their order has no effect. */
  readonly content: JsonValue;
  /** The document as sent: minified, not yet escaped for Terraform. */
  readonly text: string;
  readonly targets: readonly Target[];
  readonly retention: Retention;
  /** Policies of this plan, by `id`, that must be attached before this one on common targets. Invariant: acyclic. */
  readonly attachAfter: readonly string[];
  /**
   * The policy and attachments that Terraform imports instead of creating. Absent for a new policy. Invariant:
   * attachments are among the targets.
   */
  readonly existing?: ExistingPolicy;
}

/** A plan, or the errors why there is none; warnings and notes can come with a plan. */
export interface PlanResult {
  /** Undefined if a problem is an error. */
  readonly plan: Plan | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Returns a target as the configuration and `plan --format json` write it: `root`, `Workloads/Prod`, or an ID.
 * `parseTarget` reads it.
 */
export function renderTarget(target: Target): string {
  switch (target.kind) {
    case 'root':
      return 'root';
    case 'unit':
      return target.names.map((name) => name.replace(/[\\/]/g, '\\$&')).join('/');
    case 'id':
      return target.id;
  }
}
