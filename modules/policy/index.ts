// The entry point `cdktf-chat-guardrails/policy`: parse, check and compile policies. Does not load cdktf.

export type { ActionCatalogue } from './action-catalogue.js';
export { checkChatPolicy, checkChatPolicyText } from './chatbot/check.js';
export { compileChatPolicy } from './chatbot/compile.js';
export { warnAboutChatPolicy } from './chatbot/warnings.js';
export type * from './intent.js';
export { awsLimits, type Limits, type PolicyTypeLimits } from './limits.js';
export {
  type Account,
  type AttachmentTarget,
  accountsOf,
  attachedPolicies,
  type ChatChannel,
  type ChatNames,
  type ChatUser,
  type CustomAction,
  type MissingPart,
  type Organization,
  type OrganizationalUnit,
  type OrganizationPolicy,
  pathTo,
  type TeamName,
  type WorkspaceName,
} from './organization/organization.js';
export {
  type ReadOrganization,
  readOrganization,
  readOrganizationText,
} from './organization/read-organization.js';
export {
  type Plan,
  type PlannedPolicy,
  type PlanResult,
  type PolicyType,
  renderTarget,
} from './plan/plan.js';
export { type Finding, hasErrors, type Problem, type Severity } from './problems/problem.js';
export { type ProblemKind, problemKinds } from './problems/problem-kinds.js';
export { checkServiceControlPolicy, checkServiceControlPolicyText } from './scp/check.js';
export { type CompileOptions, compileGuardrail } from './scp/compile.js';
export { warnAboutServiceControlPolicy } from './scp/warnings.js';
export type { JsonObject, JsonValue } from './text/json.js';
export { type ParsedJson, parseJson } from './text/parse-json.js';
export { type Path, renderPath } from './text/path.js';
export { problemsIn } from './text/position.js';
export type { SyntaxNode } from './text/syntax-tree.js';
