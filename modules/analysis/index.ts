// The entry point `cdktf-chat-guardrails/analysis`: problems that need a plan and an organization, and drift. Does not
// load cdktf.
export { type DatedException, datedExceptions } from './dated-exceptions.js';
export { type Difference, type DifferenceKind, type Drift, driftOf } from './drift.js';
export { type Exemption, exemptionsBehind } from './exemptions-behind.js';
export {
  type AttachmentAction,
  changesNothing,
  type FieldChange,
  type PlanActionOptions,
  type PolicyAction,
  planActions,
} from './plan-actions.js';
export { warnAboutInheritance } from './warn-about-inheritance.js';
