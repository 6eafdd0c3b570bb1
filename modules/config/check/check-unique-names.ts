import type { Organization } from '../../policy/organization/organization.js';
import { finding, type Problem } from '../../policy/problems/problem.js';
import type { Environment } from '../configuration.js';

/** An environment with the organization that it names itself, where that can be read. */
export interface Placed {
  readonly environment: Environment;
  readonly organization: Organization | undefined;
}

/**
 * Refuses two environments that deploy policies of one name to one organization, in which names are unique. Two
 * environments are known to have one organization by its file, or by its ID.
 */
export function checkUniqueNames(environments: readonly Placed[]): Problem[] {
  const users = new Map<string, string>();
  return environments.flatMap(({ environment, organization }): Problem[] => {
    const { name, intent } = environment;
    const where = organization?.id ?? environment.organization;
    if (where === undefined) return [];
    const taken = [...intent.chatPolicies, ...intent.guardrails].flatMap((policy) => {
      const key = `${where} ${intent.namePrefix}${policy.name}`;
      const other = users.get(key);
      if (other === undefined) users.set(key, name);
      return other === undefined || other === name ? [] : [{ policy: policy.name, other }];
    });
    const [first, ...others] = taken;
    if (first === undefined) return [];
    const facts = { rule: 'environments', ...first, environment: name, count: others.length + 1 } as const;
    return [finding('duplicate-policy-name', 'error', { path: ['environments', name] }, facts)];
  });
}
