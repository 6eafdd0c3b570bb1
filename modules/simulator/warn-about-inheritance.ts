import type { Organization } from '../policy/organization.js';
import { type Finding, quoted, renderPath } from '../policy/problem.js';
import { chatSettingsByLevel } from './effective.js';
import { historyOf, type Ignored } from './history.js';
import type { Setting } from './merge-setting.js';

/**
 * What goes wrong between the chat policies of an organization without AWS saying so: an operator that a policy
 * above forbids, and peers on one target that assign the same setting. Paths lead into the organization file.
 */
export function warnAboutInheritance(organization: Organization): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { target, settings } of chatSettingsByLevel(organization)) {
    const level = `${quoted(target.name)} (${target.id})`;
    for (const setting of settings) {
      for (const ignored of historyOf(setting).ignored.filter((candidate) => candidate.level === target.id)) {
        const finding = findingOf(organization, setting, ignored, level);
        if (finding !== undefined)
          findings.set(JSON.stringify([target.id, finding.kind, finding.path]), finding);
      }
    }
  }
  return [...findings.values()];
}

function findingOf(
  organization: Organization,
  setting: Setting,
  { policy, operator, why }: Ignored,
  level: string,
): Finding | undefined {
  const path = ['policies', policy, 'content', ...setting.place.path, operator];
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
