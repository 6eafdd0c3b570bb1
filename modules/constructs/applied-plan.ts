import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { Organization } from '../policy/organization/organization.js';
import type { Plan, PlannedPolicy } from '../policy/plan/plan.js';
import { quoted } from '../policy/text/quote.js';
import { constructId, freeId } from './construct-id.js';
import { DeployedPolicy } from './deployed-policy.js';
import { OrganizationLookup } from './organization-lookup.js';

const mark = Symbol.for('cdktf-chat-guardrails/AppliedPlan');

/** The props of `AppliedPlan`. */
export interface AppliedPlanProps {
  /** The policies and their targets, from `planOf`. */
  readonly plan: Plan;
  /**
   * The organization that the plan was made for. With it, the IDs of the root and of OUs are known at synth, and
   * Terraform, if it checks, refuses to plan for another one. Default: they are looked up when Terraform plans.
   */
  readonly organization?: Organization | undefined;
  /**
   * Whether Terraform checks, when it plans, that the organization has all features and the policy types enabled.
   * Turn it off where the credentials cannot see that. Default: true.
   */
  readonly checkPrerequisites?: boolean;
  /** Default: the stack's AWS provider without an alias. */
  readonly provider?: TerraformProvider;
}

/**
 * Deploys all policies of a plan with their attachments. Addresses are derived from the IDs of the policies, so
 * renaming a policy replaces it. The order of policies and targets has no effect.
 */
export class AppliedPlan extends Construct {
  /** By the policy's ID in the plan, in the order of the plan. */
  readonly policies: ReadonlyMap<string, DeployedPolicy>;

  static isAppliedPlan(value: unknown): value is AppliedPlan {
    return typeof value === 'object' && value !== null && mark in value;
  }

  /** Throws if the plan has a duplicate ID, a cyclic order, or an OU that the organization does not have. */
  constructor(scope: Construct, id: string, props: AppliedPlanProps) {
    super(scope, freeId(id));
    Object.defineProperty(this, mark, { value: true });
    checkProps(id, props);
    const planned = byId(props.plan);
    const deployed = new Map<string, DeployedPolicy>();
    const deploy = (policyId: string, path: readonly string[]): DeployedPolicy => {
      const known = deployed.get(policyId);
      if (known !== undefined) return known;
      const policy = planned.get(policyId);
      if (policy === undefined)
        throw new Error(
          `the plan has no policy ${quoted(policyId)}, which ${quoted(path.at(-1) ?? '')} comes after`,
        );
      if (path.includes(policyId))
        throw new Error(`the policies ${path.map(quoted).join(', ')} come after each other`);
      const after = policy.attachAfter.map((other) => deploy(other, [...path, policyId]));
      const result = this.deploy(policy, after, props);
      deployed.set(policyId, result);
      return result;
    };
    for (const policyId of planned.keys()) deploy(policyId, []);
    this.policies = new Map([...planned.keys()].map((policyId) => [policyId, deploy(policyId, [])]));
  }

  /** One of the policies by its ID in the plan; throws when the plan has no such policy. */
  get(id: string): DeployedPolicy {
    const policy = this.policies.get(id);
    if (policy === undefined) throw new Error(`the plan has no policy ${quoted(id)}`);
    return policy;
  }

  private deploy(
    policy: PlannedPolicy,
    after: readonly DeployedPolicy[],
    { organization, checkPrerequisites = true, provider }: AppliedPlanProps,
  ): DeployedPolicy {
    if (checkPrerequisites && organization !== undefined)
      OrganizationLookup.of(this, provider).requireOrganization(organization);
    const scope = new Construct(this, constructId(policy.id));
    return new DeployedPolicy(scope, policy, { after, checkPrerequisites, provider, organization });
  }
}

function byId(plan: Plan): Map<string, PlannedPolicy> {
  const policies = new Map<string, PlannedPolicy>();
  for (const policy of plan.policies) {
    if (policies.has(policy.id))
      throw new Error(`the plan has two policies with the ID ${quoted(policy.id)}`);
    policies.set(policy.id, policy);
  }
  return policies;
}

/** Throws where a program in JavaScript passes something else than a plan. The content of a plan is not judged again. */
function checkProps(id: string, props: unknown): void {
  const problem = problemOf(props);
  if (problem !== undefined) throw new Error(`the plan ${quoted(id)} cannot be deployed:\n  ${problem}`);
}

function problemOf(props: unknown): string | undefined {
  if (!isObject(props)) return `found ${described(props)}; expected an object of props; write \`{ plan }\``;
  const { plan, checkPrerequisites = true } = props;
  if (typeof checkPrerequisites !== 'boolean')
    return `checkPrerequisites: found ${described(checkPrerequisites)}; expected \`true\` or \`false\``;
  if (plan === undefined) return 'plan: missing key `plan`; write `plan: …`';
  const help = 'pass the `plan` of `planOf` or `planConfiguration`, not what `plan --format json` prints';
  if (!isObject(plan) || !Array.isArray(plan['policies']))
    return `plan: found ${described(plan)}; expected a plan; ${help}`;
  const policies: readonly unknown[] = Array.from(plan['policies']);
  const wrong = policies.findIndex((policy) => !isPlannedPolicy(policy));
  if (wrong < 0) return undefined;
  return `plan.policies[${wrong}]: found ${described(policies[wrong])}; expected a policy of a plan; ${help}`;
}

/** What the resources are made of. `plan --format json` writes policies without IDs and texts, and targets as text. */
function isPlannedPolicy(policy: unknown): boolean {
  if (!isObject(policy)) return false;
  const { targets, attachAfter, tags, retention } = policy;
  const texts = ['id', 'name', 'type', 'description', 'text'].map((key) => policy[key]);
  return (
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(targets) &&
    targets.every(
      (target) => isObject(target) && ['root', 'unit', 'id'].some((kind) => kind === target['kind']),
    ) &&
    Array.isArray(attachAfter) &&
    isObject(tags) &&
    isObject(retention)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return quoted(String(value));
}
