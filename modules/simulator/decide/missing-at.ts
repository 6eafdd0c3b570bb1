import type { AttachmentTarget, MissingPart, Organization } from '../../policy/organization.js';
import { quoted } from '../../policy/problem.js';
import type { Missing } from '../iam/truth.js';
import type { NamedPolicy } from './ask-policies.js';

/** What the organization file does not hold of the policies at a target, or what of them cannot be read. */
export function missingAt(
  organization: Organization,
  target: AttachmentTarget,
  policies: readonly NamedPolicy[],
): readonly Missing[] {
  const isOfType = (id: string) =>
    (organization.policies.get(id)?.type ?? 'SERVICE_CONTROL_POLICY') === 'SERVICE_CONTROL_POLICY';
  const ids = new Set([target.id, ...target.policies.filter(isOfType)]);
  const lost = organization.missing
    .filter((part) => ids.has(part.id) && part.what !== 'accounts' && part.what !== 'channels')
    .map((part) => fact(describe(part)));
  const unreadable = policies.flatMap(({ id, policy }) =>
    policy.unreadable === undefined || lost.length > 0
      ? []
      : [fact(`${quoted(id)} cannot be read: ${policy.unreadable}`)],
  );
  return [...lost, ...unreadable];
}

function describe({ what, id, reason }: MissingPart): string {
  return `the organization file lacks ${what} of ${quoted(id)} (${reason})`;
}

function fact(reason: string): Missing {
  return { kind: 'fact', reason };
}
