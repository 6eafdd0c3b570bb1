import type { Organization } from '../policy/organization/organization.js';
import type { Problem } from '../policy/problems/problem.js';
import { isBelow } from '../policy/text/path.js';
import type { ChatLevel } from '../simulator/effective/effective-policy.js';
import { settingsInForce } from '../simulator/effective/settings-in-force.js';
import type { WrittenPolicy } from './check-removals.js';
import { isAnswerable, resolvedByOtherPolicies } from './resolved-by-other-policies.js';
import { warnAboutLevels } from './warn-about-inheritance.js';
import { warnAboutOpenLocks } from './warn-about-open-locks.js';

/** The chat policies that a configuration writes, by their IDs in an organization. */
export type WrittenPolicies = ReadonlyMap<string, WrittenPolicy>;

/**
 * Operators of the configuration's chat policies that a policy above forbids, and locks that leave settings open. Peers
 * that assign one setting are an error of the plan. Paths lead into the configuration.
 */
export function checkInheritance(
  after: Organization,
  levels: readonly ChatLevel[],
  written: WrittenPolicies,
): readonly Problem[] {
  const forbidden = warnAboutLevels(after, levels).filter(
    ({ kind }) => kind === 'operator-forbidden-by-parent',
  );
  return [...forbidden, ...warnAboutOpenLocks(after, levels)].flatMap(({ offset: _, ...finding }) => {
    const policy = written.get(String(finding.path[1]));
    return policy === undefined ? [] : [{ ...finding, path: policy.path }];
  });
}

/** The problems of chat policies, each found without the others, that the policies around it do not resolve. */
export function unresolved(
  found: readonly Problem[],
  levels: readonly ChatLevel[],
  written: WrittenPolicies,
): readonly Problem[] {
  if (!found.some(({ kind }) => isAnswerable(kind))) return found;
  const inForce = settingsInForce(levels);
  return found.filter(({ kind, path }) => {
    if (!isAnswerable(kind)) return true;
    const [id, policy] = [...written].find(([, each]) => isBelow(path, each.path)) ?? [];
    if (id === undefined || policy === undefined) return true;
    const place = path.slice(policy.path.length).map(String);
    return !resolvedByOtherPolicies(kind, place, id, inForce);
  });
}
