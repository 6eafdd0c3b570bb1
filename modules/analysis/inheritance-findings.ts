import type { AttachmentTarget, Organization } from '../policy/organization/organization.js';
import type { Finding } from '../policy/problems/problem.js';
import { renderPath } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';
import type { SettingValue } from '../simulator/effective/chat-operations.js';
import { findInDocument } from '../simulator/effective/find-in-document.js';
import type { Origin } from '../simulator/effective/history.js';
import { historyOf, type Ignored } from '../simulator/effective/history.js';
import { type Level, listOf, type Setting, sameValue } from '../simulator/effective/merge-setting.js';

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
  { policy, operator, value, why, by }: Ignored,
  target: AttachmentTarget,
): Finding | undefined {
  const content = organization.policies.get(policy)?.content ?? null;
  const written = findInDocument(content, [...setting.place.path, operator]).path;
  const path = ['policies', policy, 'content', ...written];
  const name = policyName(organization, policy);
  const place = `\`${renderPath(written.slice(0, -1))}\``;
  if (why === 'forbidden-by-parent' || why === 'new-key-forbidden-by-parent') {
    // What a policy says again below itself has mostly come down already.
    if (by.every((each) => each.policy === policy) && holdsAlready(setting, operator, value))
      return undefined;
    const forbidders = by.map((each) => forbidderOf(organization, each, setting.step.level)).join(' and ');
    const forbid = by.length > 1 ? 'forbid' : 'forbids';
    return {
      kind: 'operator-forbidden-by-parent',
      severity: 'warning',
      path,
      message: `\`${operator}\` of ${name} on ${place} does nothing at ${levelName(target)}: ${forbidders} ${forbid} it`,
      help: `remove it, or allow it in the ${by.length > 1 ? 'policies' : 'policy'} above`,
    };
  }
  if (why !== 'assigned-by-earlier-peer') return undefined;
  const others = by.map((winner) => policyName(organization, winner.policy)).join();
  return {
    kind: 'peers-assign-same-value',
    severity: 'warning',
    path,
    message: `${name} and ${others} both assign ${place} at ${levelName(target)}: the one attached first wins`,
    help: 'keep the setting in one of them',
  };
}

/** Whether the setting is as the operator would have made it. */
function holdsAlready({ value: now }: Setting, operator: Ignored['operator'], value: SettingValue): boolean {
  if (operator === '@@assign') return sameValue(now, value);
  const held = listOf(now);
  return listOf(value).every((word) => held.includes(word) === (operator === '@@append'));
}

function policyName({ policies }: Organization, id: string): string {
  return quoted(policies.get(id)?.name ?? id);
}

function levelName({ name, id }: AttachmentTarget): string {
  return name === id ? quoted(name) : `${quoted(name)} (${id})`;
}

/** The policy and the level above `below` that it is attached to. */
function forbidderOf(organization: Organization, { policy, level }: Origin, below: Level): string {
  let above: Level | undefined = below.above;
  while (above !== undefined && above.id !== level) above = above.above;
  const place = above === undefined ? level : levelName(above);
  return `${policyName(organization, policy)} at ${place}`;
}
