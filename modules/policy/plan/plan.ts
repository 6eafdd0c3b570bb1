import type { ExistingPolicy, Retention, Target } from '../intent.js';
import type { Problem } from '../problems/problem.js';
import type { JsonValue } from '../text/json.js';

/** The policy types that this package governs, as the Organizations API names them. */
export type PolicyType = 'CHATBOT_POLICY' | 'SERVICE_CONTROL_POLICY';

/**
 * The policy documents and attachments that a configuration stands for. What is simulated and what is deployed
 * come from the same plan. Policies stand in the order of the configuration.
 */
export interface Plan {
  readonly policies: readonly PlannedPolicy[];
  /**
   * The name of the environment, the value of the ownership tag: policies of an organization that carry it and are not
   * in the plan are removed. Absent: none are.
   */
  readonly environment?: string;
}

export interface PlannedPolicy {
  /** The id that constructs derive theirs from: the name without the prefix. */
  readonly id: string;
  /** Unique in the organization, the prefix included. */
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The document, lists sorted where their order has no meaning. */
  readonly content: JsonValue;
  /** The document as it is sent: minified, not yet escaped for Terraform. */
  readonly text: string;
  readonly targets: readonly Target[];
  readonly retention: Retention;
  /**
   * Policies of this plan (by `id`) that must be attached before this one wherever both have the same target.
   * Invariant: acyclic.
   */
  readonly attachAfter: readonly string[];
  /**
   * What Terraform imports instead of creating it: the policy by its id, attachments by `TARGET:POLICY`. Absent
   * where the policy is new. Invariant: attachments are among the targets.
   */
  readonly existing?: ExistingPolicy;
}

/** A plan, or why there is none; warnings and notes may come with a plan. */
export interface PlanResult {
  /** Undefined when a problem of severity `error` was found. */
  readonly plan: Plan | undefined;
  readonly problems: readonly Problem[];
}

/**
 * A target as the configuration and `plan --format json` write it: `root`, `Workloads/Prod`, or an id.
 * `parseTarget` reads it back.
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
