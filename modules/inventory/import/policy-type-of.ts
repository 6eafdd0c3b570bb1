import type { PolicyType } from '../../policy/plan.js';

/** The policy type of that name if it is one that this package governs. */
export function policyTypeOf(type: string): PolicyType | undefined {
  return type === 'CHATBOT_POLICY' || type === 'SERVICE_CONTROL_POLICY' ? type : undefined;
}
