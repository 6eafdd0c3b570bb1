import type { OrganizationPolicy } from '../../policy/organization.js';
import { policyTypeOf } from './policy-type-of.js';

/** Who keeps a policy that Terraform must not own, as the end of a sentence; undefined where nobody does. */
export function keeperOf({
  id,
  name,
  type,
  awsManaged,
}: Pick<OrganizationPolicy, 'id' | 'name' | 'type' | 'awsManaged'>): string | undefined {
  if (awsManaged || id === 'p-FullAWSAccess') return "AWS's own";
  if (policyTypeOf(type) === undefined) return `a \`${type}\`, which this toolkit does not govern`;
  if (name.startsWith('aws-guardrails-')) return "Control Tower's, which repairs every change";
  return undefined;
}
