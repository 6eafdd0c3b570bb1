import type { GuardrailStatement } from '../policy/intent.js';
import type { GuardrailParameter, ParameterValues } from './parameter.js';

/**
 * A guardrail of the catalogue: a requirement and the statements that enforce it. The ID is also the name of the file
 * and of the docs page; it is part of the public API.
 */
export interface Guardrail {
  readonly id: string;
  readonly group: GuardrailGroup;
  /** One sentence for an auditor: what the guardrail denies. */
  readonly requirement: string;
  /** What to know before using it: what it does not cover, and what it needs. */
  readonly notes: readonly string[];
  readonly parameters: readonly GuardrailParameter[];
  /** The statements for values that `readParameters` returned. */
  readonly statements: (values: ParameterValues) => readonly GuardrailStatement[];
  /** A request from chat that it denies. */
  readonly denies: GuardrailExample;
  /** A similar request from chat that it does not deny. */
  readonly doesNotDeny: GuardrailExample;
  /** The IDs of the guardrails that a pack includes; absent if it has its own actions. */
  readonly includes?: readonly string[];
}

/** The groups of the catalogue with their titles, in display order. */
export const guardrailGroups = {
  packs: 'Packs',
  databases: 'Databases',
  compute: 'Compute',
  storage: 'Storage',
  secrets: 'Secrets and keys',
  networks: 'Networks',
  logging: 'Logging and audit',
  backups: 'Backups',
  identity: 'Identity and organization',
  execution: 'Code execution',
  cost: 'Cost',
  data: 'Reading data',
  scope: 'Scope',
} as const;

/** The key of a group of the catalogue. */
export type GuardrailGroup = keyof typeof guardrailGroups;

/** A request from chat, in the terms of `decide`. */
export interface GuardrailExample {
  /** The request in words, e.g. `delete an Aurora cluster`. */
  readonly request: string;
  readonly action: string;
  readonly resource: string;
  /** Further condition keys of the request, e.g. `aws:RequestedRegion`. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** The parameters of the guardrail in this example, as in `with` of a configuration. */
  readonly with?: Partial<ParameterValues>;
}
