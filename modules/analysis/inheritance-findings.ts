import type { AttachmentTarget, Organization } from '../policy/organization/organization.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import { renderPath } from '../policy/text/path.js';
import type { SettingValue } from '../simulator/effective/chat-operations.js';
import { findInDocument } from '../simulator/effective/find-in-document.js';
import { historyOf, type Ignored } from '../simulator/effective/history.js';
import { type Level, listOf, type Setting, sameValue } from '../simulator/effective/merge-setting.js';

/**
 * Operators of the policies of a target that AWS ignores silently; `setting` is the result there. Paths are those of the
 * operators in the organization file.
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
  { policy, operator, value, why, by }: Ignored,
  target: AttachmentTarget,
): Finding | undefined {
  const content = organization.policies.get(policy)?.content ?? null;
  const written = findInDocument(content, [...setting.place.path, operator]).path;
  const at = { path: ['policies', policy, 'content', ...written] };
  const name = policyName(organization, policy);
  const place = { setting: renderPath(written.slice(0, -1)), target: target.name };
  const others = by.map((each) => policyName(organization, each.policy));
  if (why === 'forbidden-by-parent' || why === 'new-key-forbidden-by-parent') {
    // What a policy repeats below itself is mostly inherited already.
    if (by.every((each) => each.policy === policy) && holdsAlready(setting, operator, value))
      return undefined;
    const parentTargets = by.map(({ level }) => levelName(level, setting.step.level));
    const facts = { operator, policy: name, ...place, parents: others, parentTargets };
    return finding('operator-forbidden-by-parent', 'warning', at, facts);
  }
  if (why !== 'assigned-by-earlier-peer') return undefined;
  const facts = { policy: name, others, ...place };
  return finding('peers-assign-same-value', 'warning', at, { rule: 'organization-file', ...facts });
}

/** Whether the setting is as the operator would have made it. */
function holdsAlready({ value: now }: Setting, operator: Ignored['operator'], value: SettingValue): boolean {
  if (operator === '@@assign') return sameValue(now, value);
  const held = listOf(now);
  return listOf(value).every((word) => held.includes(word) === (operator === '@@append'));
}

function policyName({ policies }: Organization, id: string): string {
  return policies.get(id)?.name ?? id;
}

/** The name of a level above another one, by its ID. */
function levelName(id: string, below: Level): string {
  let above: Level | undefined = below.above;
  while (above !== undefined && above.id !== id) above = above.above;
  return above?.name ?? id;
}
