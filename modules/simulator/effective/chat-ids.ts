import { itemPath, settingPath } from '../../policy/chatbot/setting-path.js';
import { isWorkspaceId } from '../../policy/identifiers.js';
import type { Organization } from '../../policy/organization/organization.js';
import type { JsonValue } from '../../policy/text/json.js';
import type { Path } from '../../policy/text/path.js';
import { type ChatOperations, chatOperations } from './chat-operations.js';
import { listOf } from './merge-setting.js';
import { rootKey } from './setting-key.js';

type IdKind = 'workspace' | 'tenant' | 'team';

/** IDs by what they identify. */
export type KnownIds = Readonly<Record<IdKind, ReadonlySet<string>>>;

/**
 * The IDs in use: of the chat configurations of an organization, its authorized workspaces and teams, those that its chat
 * policies allow, and those that have an alias.
 */
export function idsInUse(
  organization: Pick<Organization, 'channels' | 'policies' | 'workspaces' | 'teams' | 'chatNames'>,
): KnownIds {
  const {
    channels,
    policies,
    workspaces = [],
    teams = [],
    chatNames = new Map<string, string>(),
  } = organization;
  const known = noIds();
  for (const { workspaceId, tenantId, teamId } of channels) {
    if (workspaceId !== undefined) known.workspace.add(workspaceId);
    if (tenantId !== undefined) known.tenant.add(tenantId.toLowerCase());
    if (teamId !== undefined) known.team.add(teamId.toLowerCase());
  }
  for (const { id } of workspaces) known.workspace.add(id);
  for (const { tenantId, id } of teams) {
    known.tenant.add(tenantId.toLowerCase());
    known.team.add(id.toLowerCase());
  }
  for (const id of chatNames.keys()) {
    if (isWorkspaceId(id.toUpperCase())) known.workspace.add(id.toUpperCase());
    else for (const ids of [known.tenant, known.team]) ids.add(id);
  }
  for (const { type, content } of policies.values()) {
    if (type !== 'CHATBOT_POLICY') continue;
    for (const { what, id } of chatIdsIn(content)) known[what].add(id);
  }
  return known;
}

/** No IDs. */
export function noIds(): Record<IdKind, Set<string>> {
  return { workspace: new Set(), tenant: new Set(), team: new Set() };
}

/** A workspace, tenant or team that a chat policy names. */
export interface ChatId {
  readonly what: IdKind;
  /** As AWS spells it: workspaces in upper case, tenants and teams in lower case. */
  readonly id: string;
  /** Its path below the policy in a configuration. */
  readonly place: Path;
}

/** The IDs that a chat policy assigns or appends, or has overrides for; not those that it removes. */
export function chatIdsIn(document: JsonValue): readonly ChatId[] {
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
