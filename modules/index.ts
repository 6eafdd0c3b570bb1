// The entry point `cdktf-chat-guardrails`: constructs for CDKTF apps, and the plans that they deploy.

export { AppliedPlan, type AppliedPlanProps } from './constructs/applied-plan.js';
export { type ApplyConfigurationProps, applyConfiguration } from './constructs/apply-configuration.js';
export {
  ChatPolicy,
  type ChatPolicyProps,
  type ChildrenProp,
  type ChimeProps,
  type ClientProp,
  type ListProp,
  type MicrosoftTeamsProps,
  type SlackOverrideProps,
  type SlackProps,
  type TeamOverrideProps,
} from './constructs/chat-policy.js';
export type {
  PolicyError,
  PolicyProps,
  RawPolicyDocument,
  RawPolicyValue,
} from './constructs/declare-policy.js';
export type { DeployedPolicy } from './constructs/deployed-policy.js';
export {
  type ConditionsProp,
  type ExemptionDetails,
  Guardrail,
  type GuardrailProps,
  type SessionsProps,
  type StatementProps,
} from './constructs/guardrail.js';
export type * from './policy/intent.js';
export { awsLimits, type Limits, type PolicyTypeLimits } from './policy/limits.js';
export type { Organization } from './policy/organization/organization.js';
export { readOrganization, readOrganizationText } from './policy/organization/read-organization.js';
export { planOf } from './policy/plan/make-plan.js';
export {
  type Plan,
  type PlannedPolicy,
  type PlanResult,
  type PolicyType,
  renderTarget,
} from './policy/plan/plan.js';
export { type Finding, hasErrors, type Problem, type Severity } from './policy/problems/problem.js';
export type { JsonObject, JsonValue } from './policy/text/json.js';
export type { Path } from './policy/text/path.js';
