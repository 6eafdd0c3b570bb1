// The entry point `cdktf-chat-guardrails/actions`: the IAM action catalogue, for `impactOf`, `planConfiguration` and
// `renderPage`. Does not load cdktf.
export type { ActionCatalogue } from '../policy/action-catalogue.js';
export { deflateText, embedActionLists } from './embed-action-lists.js';
export { loadActionCatalogue } from './load-action-catalogue.js';
