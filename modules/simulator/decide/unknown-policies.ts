import { describeMissing } from '../../policy/organization/missing-parts.js';
import type { MissingPart } from '../../policy/organization/organization.js';
import { quoted } from '../../policy/text/quote.js';
import type { Missing } from '../iam/truth.js';
import type { NamedPolicy } from './ask-policies.js';

/** Why it is not known what the policies at a place say: what the organization file lacks, or what cannot be read. */
export function unknownPolicies(
  missing: readonly MissingPart[],
  policies: readonly NamedPolicy[],
): readonly Missing[] {
  if (missing.length > 0) return missing.map((part) => fact(describeMissing(part)));
  return policies.flatMap(({ id, policy }) =>
    policy.unreadable === undefined ? [] : [fact(`${quoted(id)} cannot be read: ${policy.unreadable}`)],
  );
}

function fact(reason: string): Missing {
  return { kind: 'fact', reason };
}
