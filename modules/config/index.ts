// The entry point `cdktf-chat-guardrails/config`: from the text of a configuration file to plans. Does not load cdktf.

export type { Compiled, CompiledPolicies } from '../policy/plan/compile-policies.js';
export { checkDocument } from './check-document.js';
export type * from './configuration.js';
export type { DocumentType } from './document-type.js';
export { configurationJsonSchema } from './json-schema.js';
export {
  checkConfiguration,
  type OrganizationAnswer,
  type PlannedConfiguration,
  type PlannedEnvironment,
  planConfiguration,
  type Selection,
  type Surroundings,
} from './plan-configuration.js';
export { documentReader, type ReadDocument } from './read-document.js';
export { readConfiguration } from './read-file.js';
export type { Source } from './text/place-problems.js';
