import type { AttachmentTarget, Organization } from '../policy/organization.js';
import { type Finding, quoted, renderPath } from '../policy/problem.js';
import { historyOf, type Ignored } from './history.js';
import type { Setting } from './merge-setting.js';

/**
 * What policies attached to a target do to a setting in vain without AWS saying so; `setting` is what came of it
 * there. Paths lead into the organization file.
 */
export function inheritanceFindings(
  organization: Organization,
  setting: Setting,
  target: AttachmentTarget,
): readonly Finding[] {
  return historyOf(setting)
    .ignored.filter(({ level }) => level === target.id)
    .flatMap((ignored) => findingOf(organization, setting, ignored, target) ?? []);
}

function findingOf(
  organization: Organization,
  setting: Setting,
  { policy, operator, why }: Ignored,
  target: AttachmentTarget,
): Finding | undefined {
  const path = ['policies', policy, 'content', ...setting.place.path, operator];
  const level = `${quoted(target.name)} (${target.id})`;
  const name = quoted(organization.policies.get(policy)?.name ?? policy);
  const place = `\`${renderPath(setting.place.path)}\``;
  if (why === 'forbidden-by-parent' || why === 'new-key-forbidden-by-parent') {
    return {
      kind: 'operator-forbidden-by-parent',
      severity: 'warning',
      path,
      message: `\`${operator}\` of ${name} on ${place} does nothing at ${level}: a policy above forbids it`,
      help: 'remove it, or allow it in the policy above',
    };
  }
  if (why !== 'assigned-by-earlier-peer') return undefined;
  const winner = historyOf(setting).sources[0]?.policy;
  const other =
    winner === undefined ? 'another policy' : quoted(organization.policies.get(winner)?.name ?? winner);
  return {
    kind: 'peers-assign-same-value',
    severity: 'warning',
    path,
    message: `${name} and ${other} both assign ${place} at ${level}: the one attached first wins`,
    help: 'keep the setting in one of them',
  };
}
