// The front door of `cdktf-chat-guardrails/plan`: an intent to a plan, without cdktf. It stands apart from `./policy`, which
// loads in a moment for those who only check documents. Nobody inside imports it.
export { parseTarget } from '../parse-target.js';
export { type Plan, type PlannedPolicy, type PlanResult, type PolicyType, renderTarget } from '../plan.js';
export { planOf } from '../plan-of.js';
