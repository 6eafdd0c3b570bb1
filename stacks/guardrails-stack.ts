import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { AssumeRole, Environment, ProviderSettings } from '../modules/config/configuration.js';
import { AppliedPlan } from '../modules/constructs/applied-plan.js';
import { withRepairedHcl } from '../modules/constructs/repair-hcl.js';
import { terraformText, terraformTexts } from '../modules/constructs/terraform-text.js';
import type { Organization } from '../modules/policy/organization/organization.js';
import { type Plan, type PlannedPolicy, renderTarget } from '../modules/policy/plan/plan.js';
import { StackBackend } from './stack-backend.js';

/**
 * One environment, ready to deploy: its provider, its backend, the policies of its plan and what became of them. What
 * the organization file does not contain is looked up when Terraform plans.
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

/**
 * The AWS provider of a stack. The bindings require the exact version that they were made from; the version range of the
 * settings replaces it.
 */
function stackProvider(stack: TerraformStack, settings: ProviderSettings): AwsProvider {
  stack.addOverride('terraform.required_providers.aws.version', settings.version);
  return withRepairedHcl(new AwsProvider(stack, 'aws', configOf(settings)));
}

function configOf(settings: ProviderSettings): AwsProviderConfig {
  const { profile, assumeRole, maxRetries, retryMode, endpoints, defaultTags } = settings;
  const flags = {
    skipCredentialsValidation: settings.skipCredentialsValidation,
    skipRequestingAccountId: settings.skipRequestingAccountId,
    skipRegionValidation: settings.skipRegionValidation,
  };
  return {
    region: terraformText(settings.region),
    ...(profile === undefined ? {} : { profile: terraformText(profile) }),
    ...(assumeRole === undefined ? {} : { assumeRole: [terraformTexts(present(assumeRole))] }),
    ...(maxRetries === undefined ? {} : { maxRetries }),
    ...(retryMode === undefined ? {} : { retryMode }),
    ...(Object.keys(endpoints).length === 0 ? {} : { endpoints: [terraformTexts(present(endpoints))] }),
    ...(Object.keys(defaultTags).length === 0
      ? {}
      : { defaultTags: [{ tags: terraformTexts(defaultTags) }] }),
    ...Object.fromEntries(Object.entries(flags).filter(([, on]) => on)),
    ...(settings.skipMetadataApiCheck ? { skipMetadataApiCheck: 'true' } : {}),
  };
}

function present(texts: AssumeRole | ProviderSettings['endpoints']): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}
