// The entry point `cdktf-chat-guardrails/simulator`: effective policies, decisions and impact. Does not load cdktf.

export { applyPlan, removePolicies } from './apply-plan.js';
export { type Decider, type DeciderOptions, decide, decider, decideTogether } from './decide/decide.js';
export type { Decision, DecisionReason, Gate, GateAnswer, Outcome } from './decide/decision.js';
export {
  type ChatOrigin,
  contradictionsIn,
  type DecisionRequest,
  type IdentityPolicy,
} from './decide/decision-request.js';
export { type AccessGroup, type AccessQuestion, type ChatAccess, whoCan } from './decide/who-can.js';
export type { SettingValue } from './effective/chat-operations.js';
export {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  effectiveChatPolicies,
  effectiveChatPolicy,
  sharedChatPolicies,
} from './effective/effective-policy.js';
export { explain, type Reason } from './effective/explain.js';
export type { Origin } from './effective/history.js';
export { type History, historyOf, type Ignored, type Source } from './effective/history.js';
export type { Alternative, Setting } from './effective/merge-setting.js';
export type {
  ActionChange,
  Cause,
  Change,
  ChannelImpact,
  Effect,
  Impact,
  ImpactGroup,
  SettingChange,
} from './impact/impact.js';
export { impactOf } from './impact/impact-of.js';
