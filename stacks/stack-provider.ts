import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider/index.js';
import type { TerraformStack } from 'cdktf';
import type { AssumeRole, ProviderSettings } from '../modules/config/configuration.js';
import { withRepairedHcl } from '../modules/constructs/repair-hcl.js';
import { terraformText, terraformTexts } from '../modules/constructs/terraform-text.js';

/**
 * The AWS provider of a stack. The bindings require the exact version that they were made from; the version range of the
 * settings replaces it.
 */
export function stackProvider(stack: TerraformStack, settings: ProviderSettings): AwsProvider {
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
