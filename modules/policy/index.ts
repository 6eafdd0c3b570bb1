// The front door of `cdktf-chat-guardrails/policy`: parse, check and compile, without cdktf. Nobody inside imports it.

export type { ActionCatalogue } from './action-catalogue.js';
export { checkChatPolicy } from './chatbot/check.js';
export { checkChatPolicyText } from './chatbot/check-text.js';
export { compileChatPolicy } from './chatbot/compile.js';
export { warnAboutChatPolicy } from './chatbot/warnings.js';
export type * from './intent.js';
export type { JsonObject, JsonValue } from './json.js';
export { awsLimits, type Limits, type PolicyTypeLimits } from './limits.js';
export type * from './organization.js';
export { accountsOf, attachedPolicies, wayTo } from './organization.js';
export { type ParsedJson, parseJson } from './parse-json.js';
export { type Plan, type PlannedPolicy, type PlanResult, type PolicyType, renderTarget } from './plan.js';
export { problemsIn } from './position.js';
export { type Finding, hasErrors, type Path, type Problem, renderPath, type Severity } from './problem.js';
export { type ProblemKind, problemKinds } from './problem-kinds.js';
export { type ReadOrganization, readOrganization } from './read-organization.js';
export { readOrganizationText } from './read-organization-text.js';
export { checkServiceControlPolicy } from './scp/check.js';
export { checkServiceControlPolicyText } from './scp/check-text.js';
export { type CompileOptions, compileGuardrail } from './scp/compile.js';
export { warnAboutServiceControlPolicy } from './scp/warnings.js';
export type { SyntaxNode } from './syntax-tree.js';
