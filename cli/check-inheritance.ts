import { placeProblems, type Source } from '../modules/config/place.js';
import type { PlannedEnvironment } from '../modules/config/plan-configuration.js';
import type { Problem } from '../modules/policy/problem.js';
import { applyPlan } from '../modules/simulator/apply-plan.js';
import { assumedOrganization } from '../modules/simulator/assumed-organization.js';
import { warnAboutInheritance } from '../modules/simulator/warn-about-inheritance.js';
import { warnAboutOpenLocks } from '../modules/simulator/warn-about-open-locks.js';

/**
 * What the chat policies of a plan do in vain, because a policy above them forbids it, and what their locks do not hold:
 * in the organization, or among themselves where there is no file of it. Policies that the plan does not name are not
 * the configuration's matter; peers that assign one setting are an error of the plan itself.
 */
export function checkInheritance(environments: readonly PlannedEnvironment[], source: Source): Problem[] {
  return environments.flatMap(({ environment, organization, plan }) => {
    if (plan === undefined) return [];
    const after = organization === undefined ? assumedOrganization(plan) : applyPlan(organization, plan);
    const places = new Map(environment.intent.chatPolicies.map(({ name, path }) => [name, path]));
    const inherited = warnAboutInheritance(after).filter(
      ({ kind }) => kind === 'operator-forbidden-by-parent',
    );
    const problems = [...inherited, ...warnAboutOpenLocks(after)].flatMap((finding): readonly Problem[] => {
      const name = after.policies.get(String(finding.path[1]))?.name;
      const planned = plan.policies.find(
        (policy) => policy.type === 'CHATBOT_POLICY' && policy.name === name,
      );
      const path = planned === undefined ? undefined : places.get(planned.id);
      return path === undefined ? [] : [{ ...finding, path }];
    });
    return placeProblems(source, problems);
  });
}
