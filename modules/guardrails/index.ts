// The entry point `cdktf-chat-guardrails/guardrails`: the catalogue, without cdktf.
export { type Guardrail, type GuardrailExample, type GuardrailGroup, guardrailGroups } from './guardrail.js';
export type { GuardrailParameter, ParameterValues } from './parameter.js';
export { findGuardrail, guardrails, packs } from './registry.js';
