// The front door of `cdktf-chat-guardrails/config`: a configuration file's text to plans, without cdktf. Nobody inside
// imports it.
export type * from './configuration.js';
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
export { readConfiguration } from './read-configuration.js';
export type { ReadDocument } from './read-document.js';
export type { Source } from './text/place-problems.js';
