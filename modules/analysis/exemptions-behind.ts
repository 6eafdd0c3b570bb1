import type { ExceptionIntent, Intent } from '../policy/intent.js';
import type { Organization } from '../policy/organization/organization.js';
import { planOf } from '../policy/plan/make-plan.js';
import { applyPlan } from '../simulator/apply-plan.js';

/** An exemption of a configuration: accounts in `except`, or sessions in `exceptFrom`. */
export interface Exemption extends Partial<Pick<ExceptionIntent, 'reason' | 'owner' | 'until'>> {
  /** The policy that would deny. */
  readonly policy: string;
}

/**
 * The exemptions without which something would be denied. `isDenied` decides on the organization after a plan without
 * one exemption. Empty where the denial does not depend on any.
 */
export function exemptionsBehind(
  intent: Intent,
  organization: Organization,
  isDenied: (organization: Organization) => boolean,
): readonly Exemption[] {
  const policies = [...intent.chatPolicies, ...intent.guardrails].filter(
    (policy) => policy.except.length > 0 || ('rule' in policy && 'exceptFrom' in policy.rule),
  );
  const isDeniedWithout = (names: ReadonlySet<string>): boolean => {
    const { plan } = planOf(withoutExemptions(intent, names), organization);
    return plan !== undefined && isDenied(applyPlan(organization, plan));
  };
  if (policies.length === 0 || !isDeniedWithout(new Set(policies.map(({ name }) => name)))) return [];
  const behind = policies.filter(({ name }) => policies.length === 1 || isDeniedWithout(new Set([name])));
  return behind.flatMap(({ name }): readonly Exemption[] => {
    const dated = intent.exceptions.filter(({ policy }) => policy === name);
    if (dated.length === 0) return [{ policy: name }];
    return dated.map(({ reason, owner, until }) => ({ policy: name, reason, owner, until }));
  });
}

function withoutExemptions(intent: Intent, names: ReadonlySet<string>): Intent {
  return {
    ...intent,
    chatPolicies: intent.chatPolicies.map((policy) =>
      names.has(policy.name) ? { ...policy, except: [] } : policy,
    ),
    guardrails: intent.guardrails.map((policy) => {
      if (!names.has(policy.name)) return policy;
      const { rule } = policy;
      if ('content' in rule) return { ...policy, except: [] };
      const { exceptFrom: _, ...bound } = rule;
      return { ...policy, except: [], rule: bound };
    }),
  };
}
