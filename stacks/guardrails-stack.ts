import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../modules/config/configuration.js';
import { AppliedPlan } from '../modules/constructs/applied-plan.js';
import { withRepairedHcl } from '../modules/constructs/repair-hcl.js';
import { terraformText } from '../modules/constructs/terraform-text.js';
import type { Organization } from '../modules/policy/organization/organization.js';
import { type Plan, type PlannedPolicy, renderTarget } from '../modules/policy/plan/plan.js';
import { StackBackend } from './stack-backend.js';
import { stackProvider } from './stack-provider.js';

/**
 * One environment, ready to deploy: its provider, its backend, the policies of its plan and what became of them. What
 * the organization, if it is known, does not tell is looked up when Terraform plans.
 */
export class GuardrailsStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment, plan: Plan, organization?: Organization) {
    super(scope, environment.name);
    new StackBackend(this, environment.backend);
    stackProvider(this, environment.provider);
    const applied = new AppliedPlan(this, 'chat', {
      plan,
      organization,
      checkPrerequisites: environment.prerequisites === 'check',
    });
    withRepairedHcl(
      new TerraformOutput(this, 'policies', {
        description: 'The policies, by their names in the configuration',
        value: byPolicy(plan, ({ id }) => {
          const { policy } = applied.get(id);
          return { id: policy.id, arn: policy.arn };
        }),
      }),
    );
    withRepairedHcl(
      new TerraformOutput(this, 'attachments', {
        description: 'The attachments, by policy and target',
        value: byPolicy(plan, ({ id, targets }) => {
          const { attachments } = applied.get(id);
          const entries = targets.map((target, index) => [
            terraformText(renderTarget(target)),
            attachments[index]?.resource.id,
          ]);
          return Object.fromEntries(entries);
        }),
      }),
    );
  }
}

function byPolicy(plan: Plan, value: (policy: PlannedPolicy) => object): Record<string, object> {
  return Object.fromEntries(plan.policies.map((policy) => [terraformText(policy.id), value(policy)]));
}
