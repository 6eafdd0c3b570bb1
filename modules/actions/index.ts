// The front door of `cdktf-chat-guardrails/actions`: the IAM action catalogue that `impactOf` and `planConfiguration` take,
// without cdktf. Nobody inside imports it.
export type { ActionCatalogue } from '../policy/action-catalogue.js';
export { loadActionCatalogue } from './load-action-catalogue.js';
