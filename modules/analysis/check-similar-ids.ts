import { itemPath, settingPath } from '../policy/chatbot/setting-path.js';
import type { ChatPolicyIntent } from '../policy/intent.js';
import type { Organization } from '../policy/organization/organization.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { JsonValue } from '../policy/text/json.js';
import type { Path } from '../policy/text/path.js';
import { suggest } from '../policy/text/suggest.js';
import { type ChatOperations, chatOperations } from '../simulator/effective/chat-operations.js';
import { listOf } from '../simulator/effective/merge-setting.js';
import { rootKey } from '../simulator/effective/setting-key.js';

/** How many characters may differ. */
const maxTypos = 2;

/** How many IDs in use a warning names. */
const maxNearest = 3;

/** With more IDs in use than this, one of them always looks like a new one, and comparing takes too long. */
const maxInUse = 5000;

type IdKind = 'workspace' | 'tenant' | 'team';

/** IDs by what they identify. */
export type KnownIds = Readonly<Record<IdKind, ReadonlySet<string>>>;

/** The IDs in use in an organization: of its chat configurations, and those that its chat policies allow. */
export function idsInUse(organization: Organization): KnownIds {
  const known = noIds();
  for (const { workspaceId, tenantId, teamId } of organization.channels) {
    if (workspaceId !== undefined) known.workspace.add(workspaceId);
    if (tenantId !== undefined) known.tenant.add(tenantId.toLowerCase());
    if (teamId !== undefined) known.team.add(teamId.toLowerCase());
  }
  for (const { type, content } of organization.policies.values()) {
    if (type === 'CHATBOT_POLICY') addIds(known, content);
  }
  return known;
}

/** The IDs that chat policies allow. */
export function idsOf(documents: readonly JsonValue[]): KnownIds {
  const known = noIds();
  for (const document of documents) addIds(known, document);
  return known;
}

function noIds(): Record<IdKind, Set<string>> {
  return { workspace: new Set(), tenant: new Set(), team: new Set() };
}

function addIds(known: Record<IdKind, Set<string>>, document: JsonValue): void {
  for (const { what, id } of chatIdsIn(document)) known[what].add(id);
}

/**
 * Warnings about workspaces, tenants and teams in a chat policy that are not in use, and that differ by one or two
 * characters from one that is: mostly typing errors. `elsewhere` holds IDs that are known in another way, such as those of
 * another environment.
 */
export function checkSimilarIds(
  { name, path, settings }: ChatPolicyIntent,
  document: JsonValue,
  inUse: KnownIds,
  elsewhere: readonly KnownIds[],
): Finding[] {
  const reported = new Set<string>();
  return chatIdsIn(document).flatMap(({ what, id, place }) => {
    const isKnown = [inUse, ...elsewhere].some((known) => known[what].has(id));
    if (isKnown || reported.has(id)) return [];
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

interface ChatId {
  readonly what: IdKind;
  /** As AWS spells it: workspaces in upper case, tenants and teams in lower case. */
  readonly id: string;
  /** Its path below the policy in a configuration. */
  readonly place: Path;
}

/** The IDs that a chat policy assigns or appends, or has overrides for; not those that it removes. */
function chatIdsIn(document: JsonValue): readonly ChatId[] {
  return idsBelow(chatOperations('', document, rootKey())).filter(({ id }) => id !== '*');
}

function idsBelow(operations: ChatOperations): readonly ChatId[] {
  const { place, below, uses } = operations;
  const [, , platform = '', setting = '', ...keys] = place.path;
  const key = keys.at(-1);
  const own: ChatId[] = [];
  if (key !== undefined && keys.length <= idKeys(platform, setting)) {
    const what = platform === 'slack' ? 'workspace' : keys.length === 1 ? 'tenant' : 'team';
    const id = what === 'workspace' ? key.toUpperCase() : key;
    own.push({ what, id, place: settingPath(place.path) });
  }
  const listed =
    setting === 'workspaces' ? 'workspace' : setting === 'tenants' && key !== undefined ? 'team' : undefined;
  if (listed !== undefined) {
    for (const { assign, append } of uses) {
      for (const id of listOf(assign))
        own.push({ what: listed, id, place: itemPath(place.path, '@@assign', id) });
      for (const id of append ?? [])
        own.push({ what: listed, id, place: itemPath(place.path, '@@append', id) });
    }
  }
  return [...own, ...below.flatMap(idsBelow)];
}

/** How many levels of keys below a setting are IDs. */
function idKeys(platform: string, setting: string): number {
  if (setting === 'tenants') return 1;
  if (setting !== 'overrides') return 0;
  return platform === 'slack' ? 1 : 2;
}
