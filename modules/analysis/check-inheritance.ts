import type { Intent } from '../policy/intent.js';
import type { Organization } from '../policy/organization/organization.js';
import type { Plan } from '../policy/plan/plan.js';
import type { Problem } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';
import { applyPlan } from '../simulator/apply-plan.js';
import { settingsInForce } from '../simulator/effective/settings-in-force.js';
import { organizationOfPlan } from './organization-of-plan.js';
import { isAnswerable, resolvedByOtherPolicies } from './resolved-by-other-policies.js';
import { warnAboutInheritance } from './warn-about-inheritance.js';
import { warnAboutOpenLocks } from './warn-about-open-locks.js';

/**
 * What the chat policies of a plan do in vain, because a policy above them forbids it, and what their locks do not hold:
 * in the organization, or among themselves where there is no file of it. Policies that the plan does not name are not
 * the configuration's matter; peers that assign one setting are an error of the plan itself. Of what was `found` in each
 * policy for itself, what the policies around it answer is left out. Paths lead into the configuration.
 */
export function checkInheritance(
  intent: Intent,
  plan: Plan,
  found: readonly Problem[],
  organization?: Organization,
): readonly Problem[] {
  const after = organization === undefined ? organizationOfPlan(plan) : applyPlan(organization, plan);
  const paths = new Map(intent.chatPolicies.map(({ name, path }) => [name, path]));
  const planned = new Map(
    plan.policies.flatMap(({ type, name, id }) => (type === 'CHATBOT_POLICY' ? [[name, paths.get(id)]] : [])),
  );
  const forbidden = warnAboutInheritance(after).filter(({ kind }) => kind === 'operator-forbidden-by-parent');
  const inherited = [...forbidden, ...warnAboutOpenLocks(after)].flatMap(({ offset: _, ...finding }) => {
    const path = planned.get(after.policies.get(String(finding.path[1]))?.name ?? '');
    return path === undefined ? [] : [{ ...finding, path }];
  });
  return [...unsettled(found, after, planned), ...inherited];
}

/** What the policies around do not answer; most plans have nothing that they could. */
function unsettled(
  found: readonly Problem[],
  after: Organization,
  planned: ReadonlyMap<string, Path | undefined>,
): readonly Problem[] {
  if (!found.some(({ kind }) => isAnswerable(kind))) return found;
  const inForce = settingsInForce(after);
  const policies = [...after.policies.values()].flatMap(({ id, name, type }) => {
    const path = type === 'CHATBOT_POLICY' ? planned.get(name) : undefined;
    return path === undefined ? [] : [{ id, path }];
  });
  return found.filter(({ kind, path }) => {
    if (!isAnswerable(kind)) return true;
    const policy = policies.find((each) => each.path.every((key, index) => key === path[index]));
    if (policy === undefined) return true;
    const place = path.slice(policy.path.length).map(String);
    return !resolvedByOtherPolicies(kind, place, policy.id, inForce);
  });
}
