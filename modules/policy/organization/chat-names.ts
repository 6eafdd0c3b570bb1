import type { Organization } from './organization.js';

/** The names of workspaces and teams, by ID in lower case: AWS writes the keys of effective policies so. */
export type ChatNames = ReadonlyMap<string, string>;

/** The names of the workspaces and teams that an organization file knows; a name that is its ID is left out. */
export function chatNamesIn({ channels, workspaces = [], teams = [] }: Organization): ChatNames {
  const named = [
    ...channels.flatMap(({ workspaceId, workspaceName, teamId, teamName }) => [
      [workspaceId, workspaceName],
      [teamId, teamName],
    ]),
    ...[...workspaces, ...teams].map(({ id, name }) => [id, name]),
  ];
  return new Map(
    named.flatMap(([id, name]) =>
      id === undefined || name === undefined || name === '' || name === id ? [] : [[id.toLowerCase(), name]],
    ),
  );
}

/** An ID with its name, `T0COMPANY1 (company)`; any other text as it is. */
export function withChatName(names: ChatNames, text: string): string {
  const name = names.get(text.toLowerCase());
  return name === undefined ? text : `${text} (${name})`;
}
