// The front door of `cdktf-chat-guardrails/plan`: an intent to a plan, without cdktf. It stands apart from `./policy`, which
// loads in a moment for those who only check documents. Nobody inside imports it.
export { parseTarget } from '../organization/target.js';
export { planOf } from './make-plan.js';
export { type Plan, type PlannedPolicy, type PlanResult, type PolicyType, renderTarget } from './plan.js';
