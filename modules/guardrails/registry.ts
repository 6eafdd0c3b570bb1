import type { Guardrail } from './guardrail.js';
import { noDatabaseClusterDeletion } from './no-database-cluster-deletion.js';

/** Every guardrail of the catalogue, by group and id; packs are apart. */
export const guardrails: readonly Guardrail[] = [noDatabaseClusterDeletion];

/** Guardrails that answer for a whole way of working: allow-lists, or several guardrails under one name. */
export const packs: readonly Guardrail[] = [];

const byId = new Map([...guardrails, ...packs].map((guardrail) => [guardrail.id, guardrail]));

/** A guardrail or pack by its id; undefined when the catalogue has none. */
export function findGuardrail(id: string): Guardrail | undefined {
  return byId.get(id);
}
