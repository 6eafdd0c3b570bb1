import type { Environment } from '../modules/config/configuration.js';
import type { Organization } from '../modules/policy/organization.js';
import type { Plan } from '../modules/policy/plan.js';
import type { Problem } from '../modules/policy/problem.js';
import { applyPlan } from '../modules/simulator/apply-plan.js';
import { assumedOrganization } from '../modules/simulator/assumed-organization.js';
import { warnAboutInheritance } from '../modules/simulator/warn-about-inheritance.js';
import { warnAboutOpenLocks } from '../modules/simulator/warn-about-open-locks.js';

/**
 * What the chat policies of a plan do in vain, because a policy above them forbids it, and what their locks do not hold:
 * in the organization, or among themselves where there is no file of it. Policies that the plan does not name are not
 * the configuration's matter; peers that assign one setting are an error of the plan itself. Paths lead into the
 * configuration.
 */
export function checkInheritance(
  { intent }: Environment,
  plan: Plan,
  organization?: Organization,
): Problem[] {
  const after = organization === undefined ? assumedOrganization(plan) : applyPlan(organization, plan);
  const places = new Map(intent.chatPolicies.map(({ name, path }) => [name, path]));
  const planned = new Map(
    plan.policies.flatMap(({ type, name, id }) =>
      type === 'CHATBOT_POLICY' ? [[name, places.get(id)]] : [],
    ),
  );
  const forbidden = warnAboutInheritance(after).filter(({ kind }) => kind === 'operator-forbidden-by-parent');
  return [...forbidden, ...warnAboutOpenLocks(after)].flatMap(({ offset: _, ...finding }) => {
    const path = planned.get(after.policies.get(String(finding.path[1]))?.name ?? '');
    return path === undefined ? [] : [{ ...finding, path }];
  });
}
