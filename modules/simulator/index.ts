// The front door of `cdktf-chat-guardrails/simulator`: merge and explain, without cdktf. Nobody inside imports it.
export { applyPlan } from './apply-plan.js';
export type { SettingValue } from './chat-operations.js';
export { type Decider, type DeciderOptions, decide, decider, decideTogether } from './decide/decide.js';
export type { Decision, Gate, GateAnswer, Outcome, Reason as DecisionReason } from './decide/decision.js';
export {
  type ChatOrigin,
  contradictionsIn,
  type DecisionRequest,
  type IdentityPolicy,
} from './decide/decision-request.js';
export {
  chatPoliciesEnabled,
  type EffectiveChatPolicy,
  effectiveChatPolicies,
  effectiveChatPolicy,
  sharedChatPolicies,
} from './effective.js';
export { explain, type Reason } from './explain.js';
export { type History, historyOf, type Ignored, type Source } from './history.js';
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
export type { Alternative, Setting } from './merge-setting.js';
export type { Origin } from './origin.js';
export { removePolicies } from './remove-policies.js';
export { warnAboutInheritance } from './warn-about-inheritance.js';
