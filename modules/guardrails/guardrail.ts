import type { GuardrailStatement } from '../policy/intent.js';
import type { GuardrailParameter, ParameterValues } from './parameter.js';

/**
 * One entry of the catalogue: a requirement and the statements that meet it. Plain data but for `statements`.
 * The id is the file's name, the docs page's name and the test's title; it is part of the public surface.
 */
export interface Guardrail {
  readonly id: string;
  readonly group: GuardrailGroup;
  /** One sentence that an auditor could sign. */
  readonly requirement: string;
  /** What to know before using it: what it leaves open, what it needs, a sentence each. */
  readonly notes: readonly string[];
  readonly parameters: readonly GuardrailParameter[];
  /** The statements for values that `readParameters` has checked. */
  readonly statements: (values: ParameterValues) => readonly GuardrailStatement[];
  /** A request from chat that it denies. */
  readonly denies: GuardrailExample;
  /** A request from chat that looks much like it and is left alone. */
  readonly leavesAlone: GuardrailExample;
  /** Guardrails that a pack is made of, by id; absent where a pack or guardrail states its own actions. */
  readonly includes?: readonly string[];
}

/** The shelves of the catalogue, in the order in which they are listed. */
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

export type GuardrailGroup = keyof typeof guardrailGroups;

/** What somebody asks for from chat, in the terms of `decide`. */
export interface GuardrailExample {
  /** What is asked, as a person would say it: `delete an Aurora cluster`. */
  readonly says: string;
  readonly action: string;
  readonly resource: string;
  /** Further condition keys of the request, e.g. `aws:RequestedRegion`. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** Parameters of the guardrail in this example, as a configuration writes them below `with`. */
  readonly with?: Partial<ParameterValues>;
}
