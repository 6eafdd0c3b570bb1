import type { ChatPolicyIntent } from '../policy/intent.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';
import { suggest } from '../policy/text/suggest.js';
import { type ChatId, chatIdsIn, type KnownIds } from '../simulator/effective/chat-ids.js';

/** How many characters may differ. */
const maxTypos = 2;

/** How many IDs in use a warning names. */
const maxNearest = 3;

/** With more IDs in use than this, one of them always looks like a new one, and comparing takes too long. */
const maxInUse = 5000;

/**
 * Warnings about workspaces, tenants and teams in a chat policy that are not in use, and that differ by one or two
 * characters from one that is: mostly typing errors. `isUsed` knows of IDs that are used anywhere, such as by another
 * environment.
 */
export function checkSimilarIds(
  { name, path, settings }: ChatPolicyIntent,
  document: JsonValue,
  inUse: KnownIds,
  isUsed: (id: ChatId) => boolean,
): Finding[] {
  const reported = new Set<string>();
  return chatIdsIn(document).flatMap((named) => {
    const { what, id, place } = named;
    if (reported.has(id) || isUsed(named)) return [];
    const nearest = nearestOf(id, inUse[what]);
    if (nearest.length === 0) return [];
    reported.add(id);
    const below = 'content' in settings ? ['document'] : place;
    const facts = { policy: name, what, found: id, nearest };
    return [finding('similar-id', 'warning', { path: [...path, ...below] }, facts)];
  });
}

/** The IDs that are as near as the nearest one. */
function nearestOf(id: string, known: ReadonlySet<string>): readonly string[] {
  if (known.size > maxInUse) return [];
  const others = new Set(known);
  const nearest: string[] = [];
  let limit = maxTypos;
  while (nearest.length < maxNearest) {
    const near = suggest(id, others, limit);
    if (near === undefined) break;
    if (nearest.length === 0 && suggest(id, [near], 1) !== undefined) limit = 1;
    nearest.push(near);
    others.delete(near);
  }
  return nearest.sort();
}
