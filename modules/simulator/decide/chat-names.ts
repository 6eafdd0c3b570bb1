import { isUuid, isWorkspaceId } from '../../policy/identifiers.js';
import type { Organization } from '../../policy/organization/organization.js';
import { isJsonObject, type JsonValue } from '../../policy/text/json.js';

/** A name to ask about, and what it is called in the answer: itself, a pattern, or `*` for all names that nothing has. */
export interface ChatName<T> {
  readonly label: string;
  readonly value: T;
}

/** The names that policies and chat configurations of an organization have, each list with `*` at its end. */
export interface ChatNames {
  readonly workspaces: readonly ChatName<string>[];
  readonly teams: readonly ChatName<{ readonly tenant: string; readonly team: string }>[];
  readonly configurations: readonly ChatName<string>[];
}

/** IDs and names that no policy has. */
const other = {
  workspace: 'TOTHERWORKSPACE',
  uuid: '00000000-0000-4000-8000-000000000000',
  configuration: 'any-other-configuration',
};

/** Finds the workspaces, teams and chat configurations that policies can treat differently from others. */
export function chatNamesIn({ policies, channels }: Pick<Organization, 'policies' | 'channels'>): ChatNames {
  const chatPolicies = [...policies.values()].filter(({ type }) => type === 'CHATBOT_POLICY');
  const workspaces = new Set(channels.flatMap(({ workspaceId }) => workspaceId ?? []));
  const teams = new Map<string, Set<string>>();
  const addTeam = (tenant: string, team?: string): void => {
    const known = teams.get(tenant) ?? new Set();
    teams.set(tenant, team === undefined ? known : known.add(team));
  };
  for (const { tenantId, teamId } of channels) if (tenantId !== undefined) addTeam(tenantId, teamId);
  for (const { content } of chatPolicies) {
    for (const text of textsIn(content)) if (isWorkspaceId(text)) workspaces.add(text);
    addTeams(content, addTeam);
  }
  const ofAll = [...(teams.get('*') ?? [])].sort();
  teams.delete('*');
  for (const tenant of teams.keys()) for (const team of ofAll) addTeam(tenant, team);
  return {
    workspaces: [...[...workspaces].sort().map(itself), { label: '*', value: other.workspace }],
    teams: [
      ...[...teams]
        .sort(byKey)
        .flatMap(([tenant, ids]) => [
          ...[...ids].sort().map((team) => ({ label: `${tenant}/${team}`, value: { tenant, team } })),
          { label: `${tenant}/*`, value: { tenant, team: other.uuid } },
        ]),
      ...ofAll.map((team) => ({ label: `*/${team}`, value: { tenant: other.uuid, team } })),
      { label: '*', value: { tenant: other.uuid, team: other.uuid } },
    ],
    configurations: configurationsIn({ policies, channels }),
  };
}

/** Adds the names below the ID of a tenant, or below `*` for all tenants. */
function addTeams(value: JsonValue, add: (tenant: string, team?: string) => void): void {
  if (!isJsonObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const tenant = key.toLowerCase();
    if (tenant !== '*' && !isUuid(tenant)) {
      addTeams(item, add);
      continue;
    }
    add(tenant);
    for (const text of textsIn(item)) if (isUuid(text.toLowerCase())) add(tenant, text.toLowerCase());
  }
}

function configurationsIn({
  policies,
  channels,
}: Pick<Organization, 'policies' | 'channels'>): ChatNames['configurations'] {
  const patterns = [...policies.values()]
    .filter(({ type }) => type === 'SERVICE_CONTROL_POLICY')
    .flatMap(({ content }) => textsIn(content))
    .flatMap((text) => /:chat-configuration\/[^/]+\/(.*)$/i.exec(text)?.[1] ?? [])
    .filter((name) => /[^*?]/.test(name));
  const names = new Map(
    [...patterns, ...channels.map(({ name }) => name)].map((label) => [
      label,
      { label, value: label.replace(/[*?]/g, 'x') },
    ]),
  );
  return [...[...names].sort(byKey).map(([, name]) => name), { label: '*', value: other.configuration }];
}

function itself(value: string): ChatName<string> {
  return { label: value, value };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Every key and every string of a document. */
function textsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)]);
}
