import type { PlatformScope } from '../../../analysis/platform-scope.js';
import { counted } from '../../verdict.js';
import type { PageAnswer, PageData } from '../page-data.js';
import { accessLevelOf, levelMark } from './access-level.js';
import { type Content, few, html, list, paged, section } from './html.js';

/** Workspaces and teams that chat policies allow: accounts for which they allow the same share an entry. */
export function accessSection(
  { answers, accounts, chatNames }: PageData,
  placesOf: (accounts: readonly string[]) => readonly string[],
): Content {
  const entries = new Map<string, AccessEntry>();
  const byAnswer = answers.map((answer): AccessEntry => {
    const key = JSON.stringify([answer.slack, answer.teams]);
    const entry = entries.get(key) ?? { answer, owners: [] };
    entries.set(key, entry);
    return entry;
  });
  for (const [id, , , answer] of accounts) byAnswer[answer]?.owners.push(id);
  const sorted = [...entries.values()].sort((a, b) => b.owners.length - a.owners.length);
  const nameOf = (id: string): string => nameOfPlace(chatNames, id);
  return section(
    'access',
    'Workspaces and teams',
    paged(sorted, 10, 'Entries', (page) =>
      page.map(
        ({ answer, owners }) => html`<div class="card"><h3>${counted(owners.length, 'account')}</h3>
<div>${few(placesOf(owners), 'place')}</div>
${platformFacts(answer, nameOf)}</div>
`,
      ),
    ),
  );
}

interface AccessEntry {
  readonly answer: PageAnswer;
  readonly owners: string[];
}

/** A workspace or team by its name with its ID, or by its ID. */
export function nameOfPlace(chatNames: PageData['chatNames'], id: string): string {
  const known = id.split('/').flatMap((part) => chatNames?.[part.toLowerCase()] ?? []);
  return known.length === 0 ? id : `${known.join(', ')} (${id})`;
}

/** What a chat policy allows on each platform. */
export function platformFacts({ slack, teams }: PageAnswer, nameOf: (id: string) => string): Content {
  const facts = (title: string, scope: PlatformScope): Content =>
    html`<div><dt>${title}</dt><dd>${levelMark(accessLevelOf(scope))}${scope.places.length === 0 ? undefined : placeList(scope, nameOf)}</dd></div>`;
  return html`<dl class="platforms">${facts('Slack', slack)}${facts('Microsoft Teams', teams)}</dl>`;
}

/** Workspaces or teams with the same settings share an item. */
function placeList({ places }: PlatformScope, nameOf: (id: string) => string): Content {
  const bySettings = new Map<string, string[]>();
  for (const place of places) {
    const settings = settingsOf(place);
    const name = place.id === '*' || place.id === '*/*' ? anyPlace[place.id] : nameOf(place.id);
    bySettings.set(settings, [...(bySettings.get(settings) ?? []), name ?? place.id]);
  }
  return list(
    [...bySettings].map(
      ([settings, names]) => html`${paged(names, 10, 'Names', (page) => page.join(', '))}${settings}`,
    ),
  );
}

const anyPlace: Readonly<Record<string, string>> = { '*': 'any workspace', '*/*': 'any team' };

/** Channel types and roles in words, where a policy limits them. */
function settingsOf({ channelTypes, roles }: PlatformScope['places'][number]): string {
  const types = channelTypes === null ? [] : [`${channelTypes.join(' and ') || 'no'} channels`];
  const roleWords =
    roles === null ? [] : [roles.map((role) => roleNames[role] ?? role).join(' or ') || 'no role'];
  const words = [...types, ...roleWords].join(', ');
  return words === '' ? '' : `: ${words}`;
}

/** Role settings in words, with AWS's value. */
const roleNames: Readonly<Record<string, string>> = {
  user_role: 'a role of each member (user_role)',
  channel_role: 'the role of the channel (channel_role)',
};
