// The entry point `cdktf-chat-guardrails/actions`: the IAM action catalogue for `impactOf` and `planConfiguration`. Does not
// load cdktf.
export type { ActionCatalogue } from '../policy/action-catalogue.js';
export { loadActionCatalogue } from './load-action-catalogue.js';
