import { namesById, withNames } from '../policy/organization/chat-names.js';
import type { Organization } from '../policy/organization/organization.js';
import { platformNames } from '../policy/problems/request-words.js';
import { quoted } from '../policy/text/quote.js';
import type { AccessGroup } from '../simulator/decide/who-can.js';
import { accountWords } from './impact-words.js';

/** A row for each group: accounts, place, channel types, role settings, chat configurations, and the answer. */
export function accessRows(
  groups: readonly AccessGroup[],
  organization: Organization,
): readonly (readonly string[])[] {
  const names = namesById(organization);
  return groups.map((group) => [
    accountWords(organization, group).join(', '),
    withNames(names, [platformNames[group.platform], ...placeWords(group)].join(' ')),
    (group.channelTypes ?? ['-']).join(', '),
    group.roles.join(', '),
    withExceptions(group.configurations, group.exceptConfigurations),
    group.decision === 'allowed' ? 'not blocked' : 'unknown',
  ]);
}

/** What can be run: an action; a command with its actions; a wildcard with the number of actions that it matches. */
export function accessTitle(what: string, actions: readonly string[]): string {
  if (actions.length === 1 && actions[0] === what) return quoted(what);
  return /[*?]/.test(what)
    ? `${quoted(what)} (${actions.length} actions)`
    : `${quoted(what)} (${actions.join(', ')})`;
}

/** What the unknown answers of the groups depend on, each once. */
export function unknownReasons(
  groups: readonly AccessGroup[],
  organization: Organization,
): readonly string[] {
  const names = namesById(organization);
  return [...new Set(groups.flatMap(({ reasons = [] }) => reasons))].map((text) => withNames(names, text));
}

function placeWords({ workspaces, exceptWorkspaces, teams, exceptTeams }: AccessGroup): readonly string[] {
  const places = workspaces ?? teams;
  return places === undefined ? [] : [withExceptions(places, exceptWorkspaces ?? exceptTeams)];
}

function withExceptions(names: readonly string[], except: readonly string[] = []): string {
  const listed = names.map((name) => (name === '*' ? 'any' : name)).join(', ');
  return except.length === 0 ? listed : `${listed} except ${except.join(', ')}`;
}
