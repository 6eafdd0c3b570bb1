import { chatPolicyProblems } from './chat-policy-problems.js';
import { configurationProblems } from './configuration-problems.js';
import { constructProblems } from './construct-problems.js';
import { guardrailProblems } from './guardrail-problems.js';
import { importProblems } from './import-problems.js';
import { organizationProblems } from './organization-problems.js';
import { planProblems } from './plan-problems.js';
import type { ProblemEntry, ProblemWords } from './problem-entry.js';
import { recordProblems } from './record-problems.js';
import { referenceProblems } from './reference-problems.js';
import { serviceControlPolicyProblems } from './service-control-policy-problems.js';
import { sharedProblems } from './shared-problems.js';
import { targetProblems } from './target-problems.js';
import { textProblems } from './text-problems.js';

/**
 * Every kind of problem with its title and its words, by area. Each kind has a page `docs/problems/<kind>.md`. A kind
 * is part of the public surface: renaming one is a breaking change.
 */
export const problemTable = {
  ...sharedProblems,
  ...textProblems,
  ...chatPolicyProblems,
  ...serviceControlPolicyProblems,
  ...guardrailProblems,
  ...organizationProblems,
  ...configurationProblems,
  ...constructProblems,
  ...referenceProblems,
  ...planProblems,
  ...targetProblems,
  ...importProblems,
  ...recordProblems,
};

/** The kind of a problem; stable across minor versions. */
export type ProblemKind = keyof typeof problemTable;

/** The values that the message of a problem of this kind is made of. */
export type ProblemFacts<K extends ProblemKind = ProblemKind> = Parameters<
  (typeof problemTable)[K]['words']
>[0];

/** The title of every kind of problem. */
export const problemKinds = Object.fromEntries(
  Object.entries<ProblemEntry<never>>(problemTable).map(([kind, { title }]) => [kind, title]),
) as Readonly<Record<ProblemKind, string>>;

/** The words of a problem, from its facts. */
export function problemWords<K extends ProblemKind>(kind: K, facts: ProblemFacts<K>): ProblemWords {
  const table: { readonly [Kind in ProblemKind]: ProblemEntry<ProblemFacts<Kind>> } = problemTable;
  return table[kind].words(facts);
}
