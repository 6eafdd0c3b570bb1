// The front door of `cdktf-chat-guardrails/guardrails`: the catalogue, without cdktf. Nobody inside imports it.
export { type Guardrail, type GuardrailExample, type GuardrailGroup, guardrailGroups } from './guardrail.js';
export type { GuardrailParameter, ParameterValues } from './parameter.js';
export { findGuardrail, guardrails, packs } from './registry.js';
