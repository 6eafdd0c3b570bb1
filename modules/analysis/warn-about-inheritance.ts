import { type AttachmentTarget, type Organization, pathTo } from '../policy/organization/organization.js';
import type { Finding } from '../policy/problems/problem.js';
import { type ChatLevel, chatLevels, effectiveChatPolicy } from '../simulator/effective/effective-policy.js';
import type { Setting } from '../simulator/effective/merge-setting.js';
import { inheritanceFindings } from './inheritance-findings.js';

/**
 * Returns warnings about chat policies of an organization that affect each other without an error from AWS: an
 * operator that a policy above forbids, and peers on one target that assign the same setting. With an account ID,
 * only the policies on its path. Paths lead into the organization file.
 */
export function warnAboutInheritance(organization: Organization, accountId?: string): Finding[] {
  const levels = accountId === undefined ? chatLevels(organization) : levelsOf(organization, accountId);
  return warnAboutLevels(organization, levels);
}

/** The same for levels that were merged before. */
export function warnAboutLevels(
  organization: Organization,
  levels: Iterable<Pick<ChatLevel, 'target' | 'settings'>>,
): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { target, settings } of levels) {
    for (const finding of settings.flatMap((setting) => inheritanceFindings(organization, setting, target))) {
      findings.set(JSON.stringify([target.id, finding.kind, finding.path]), finding);
    }
  }
  return [...findings.values()];
}

/** The levels on the way to an account, each with the settings that it touched. */
function levelsOf(
  organization: Organization,
  accountId: string,
): readonly { readonly target: AttachmentTarget; readonly settings: readonly Setting[] }[] {
  const steps = effectiveChatPolicy(organization, accountId)?.settings.flatMap(stepsOf) ?? [];
  return (pathTo(organization, accountId) ?? []).map((target) => ({
    target,
    settings: steps.filter(({ step }) => step.level.id === target.id),
  }));
}

/** A setting as it was at every level that touched it. */
function stepsOf(setting: Setting): readonly Setting[] {
  const { inherited } = setting.step;
  return inherited === undefined ? [setting] : [...stepsOf(inherited), setting];
}
