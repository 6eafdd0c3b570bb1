// The entry point `cdktf-chat-guardrails/plan`: from an intent to a plan. Does not load cdktf. Separate from `./policy`,
// which loads faster.
export { parseTarget } from '../organization/target.js';
export { planOf } from './make-plan.js';
export { type Plan, type PlannedPolicy, type PlanResult, type PolicyType, renderTarget } from './plan.js';
