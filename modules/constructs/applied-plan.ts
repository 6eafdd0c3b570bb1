import type { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import type { ExistingPolicy, Target } from '../policy/intent.js';
import type { Organization } from '../policy/organization/organization.js';
import { type Plan, type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';
import { quoted } from '../policy/text/quote.js';
import { type AttachmentPlace, attachmentPlace } from './attachment-place.js';
import { checkPlan } from './check-plan.js';
import { constructId, freeId } from './construct-id.js';
import { DeployedPolicy, type ExistingDeployment } from './deployed-policy.js';
import { OrganizationLookup } from './organization-lookup.js';
import { terraformText, terraformTexts } from './terraform-text.js';

const mark = Symbol.for('cdktf-chat-guardrails/AppliedPlan');

export interface AppliedPlanProps {
  /** The policies and their targets, from `planOf`. */
  readonly plan: Plan;
  /**
   * The organization that the plan was made for. With it, the ids of the root and of units are known at synth, and
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
 * All policies of a plan with their attachments. Addresses come from the ids of the policies: renaming one destroys
 * it and creates another; their order, and that of their targets, has no influence.
 */
export class AppliedPlan extends Construct {
  /** By the policy's id in the plan, in the order of the plan. */
  readonly policies: ReadonlyMap<string, DeployedPolicy>;

  static isAppliedPlan(value: unknown): value is AppliedPlan {
    return typeof value === 'object' && value !== null && mark in value;
  }

  /** Throws where the plan holds one id twice, an order that cannot be kept, or a unit that the organization lacks. */
  constructor(scope: Construct, id: string, props: AppliedPlanProps) {
    super(scope, freeId(id));
    Object.defineProperty(this, mark, { value: true });
    checkPlan(id, props);
    const planned = byId(props.plan);
    const deployed = new Map<string, DeployedPolicy>();
    const deploy = (policyId: string, way: readonly string[]): DeployedPolicy => {
      const known = deployed.get(policyId);
      if (known !== undefined) return known;
      const policy = planned.get(policyId);
      if (policy === undefined)
        throw new Error(
          `the plan has no policy ${quoted(policyId)}, which ${quoted(way.at(-1) ?? '')} comes after`,
        );
      if (way.includes(policyId))
        throw new Error(`the policies ${way.map(quoted).join(', ')} come after each other`);
      const after = policy.attachAfter.map((other) => deploy(other, [...way, policyId]));
      const result = this.deploy(policy, after, props);
      deployed.set(policyId, result);
      return result;
    };
    for (const policyId of planned.keys()) deploy(policyId, []);
    this.policies = new Map([...planned.keys()].map((policyId) => [policyId, deploy(policyId, [])]));
  }

  /** One of the policies by its id in the plan; throws when the plan has no such policy. */
  get(id: string): DeployedPolicy {
    const policy = this.policies.get(id);
    if (policy === undefined) throw new Error(`the plan has no policy ${quoted(id)}`);
    return policy;
  }

  private deploy(
    policy: PlannedPolicy,
    after: readonly DeployedPolicy[],
    props: AppliedPlanProps,
  ): DeployedPolicy {
    const { organization, checkPrerequisites = true, provider } = props;
    const { skipDestroy, preventDestroy } = policy.retention;
    if (checkPrerequisites && organization !== undefined)
      OrganizationLookup.of(this, provider).requireOrganization(organization);
    const scope = new Construct(this, constructId(policy.id));
    const places = policy.targets.map((target) => ({
      target,
      place: attachmentPlace(scope, target, organization),
    }));
    return new DeployedPolicy(scope, {
      name: terraformText(policy.name),
      type: policy.type,
      description: terraformText(policy.description),
      tags: terraformTexts(policy.tags),
      content: terraformText(policy.text),
      places: places.map(({ place }) => place),
      existing: policy.existing && existingOf(policy.existing, places),
      skipDestroy,
      preventDestroy,
      after,
      checkPrerequisites,
      provider,
    });
  }
}

/** What exists, by the keys of places instead of targets as a configuration writes them. */
function existingOf(
  { id, attachments }: ExistingPolicy,
  places: readonly { readonly target: Target; readonly place: AttachmentPlace }[],
): ExistingDeployment {
  const targetIds = places.flatMap(({ target, place }) => {
    const written = renderTarget(target);
    const targetId = Object.hasOwn(attachments, written) ? attachments[written] : undefined;
    return targetId === undefined ? [] : [[place.key, targetId] as const];
  });
  return { id, targetIds: new Map(targetIds) };
}

function byId(plan: Plan): Map<string, PlannedPolicy> {
  const policies = new Map<string, PlannedPolicy>();
  for (const policy of plan.policies) {
    if (policies.has(policy.id))
      throw new Error(`the plan has two policies with the id ${quoted(policy.id)}`);
    policies.set(policy.id, policy);
  }
  return policies;
}
