import { isUuid, isWorkspaceId } from '../identifiers.js';
import { accountsOf, type ChatNames, type Organization } from './organization.js';

/**
 * The names of the workspaces, tenants and teams that an organization file or the aliases of a configuration name; a name
 * that is its ID is left out.
 */
export function chatNamesIn({
  channels,
  workspaces = [],
  teams = [],
  chatNames = new Map(),
}: Organization): ChatNames {
  const named: readonly (readonly [id: string | undefined, name: string | undefined])[] = [
    ...channels.flatMap(({ workspaceId, workspaceName, teamId, teamName }) => [
      [workspaceId, workspaceName] as const,
      [teamId, teamName] as const,
    ]),
    ...[...workspaces, ...teams].map(({ id, name }) => [id, name] as const),
    ...chatNames,
  ];
  return new Map(
    named.flatMap(([id, name]) =>
      id === undefined || name === undefined || name === '' || name === id ? [] : [[id.toLowerCase(), name]],
    ),
  );
}

/** The names of workspaces, tenants, teams and accounts, by ID in lower case. */
export function namesById(organization: Organization): ChatNames {
  const accounts = Array.from(accountsOf(organization), ({ account: { id, name } }) => [id, name] as const);
  return new Map([
    ...accounts.filter(([id, name]) => name !== '' && name !== id),
    ...chatNamesIn(organization),
  ]);
}

/** An ID with its name, `T0COMPANY1 (company)`; any other text as it is. */
export function withChatName(names: ChatNames, text: string): string {
  const name = names.get(text.toLowerCase());
  return name === undefined ? text : `${text} (${name})`;
}

/**
 * A text with the name after each ID, or after the code or quotation that contains it: `` `T0COMPANY1` (company) ``. IDs
 * inside an ARN, those in single quotes (YAML to copy), and those that something in parentheses follows, stay as they are.
 */
export function withNames(names: ChatNames, text: string): string {
  if (names.size === 0) return text;
  return text.replace(part, (whole: string, offset: number) => {
    const known = [...new Set(Array.from(whole.matchAll(id), ([found]) => nameOf(names, found)))];
    const added = known.filter((name) => name !== undefined).join(', ');
    const isNamed =
      /^[.;:)]* \(/.test(text.slice(offset + whole.length)) || /^(?:\(.*\)[.;:?]*|'.*'[.;:?)]*)$/.test(whole);
    if (added === '' || isNamed) return whole;
    const end = /[.;:?)]*$/.exec(whole)?.index ?? whole.length;
    return `${whole.slice(0, end)} (${added})${whole.slice(end)}`;
  });
}

/** Code, a quotation or a word. */
const part = /`[^`]*`|"[^"]*"|[^\s`",]+/g;

const id = /(?<![\w:-])[0-9A-Za-z][0-9A-Za-z-]*(?![\w-]|:\S)/g;

function nameOf(names: ChatNames, found: string): string | undefined {
  const key = found.toLowerCase();
  // AWS writes the IDs of workspaces in lower case where they are keys.
  const isWorkspace = isWorkspaceId(/\d/.test(found) ? found.toUpperCase() : found);
  return isWorkspace || isUuid(key) ? names.get(key) : undefined;
}
