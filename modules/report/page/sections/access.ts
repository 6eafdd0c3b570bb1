import type { PlatformScope } from '../../../analysis/platform-scope.js';
import { counted } from '../../verdict.js';
import type { PageAnswer, PageData } from '../page-data.js';
import { type Content, html, list, paged, section } from './html.js';
import { levelMark, tightnessOf } from './tightness.js';

/** Workspaces and teams that chat policies allow: accounts with the same effective chat policy share an entry. */
export function accessSection(
  { answers, accounts, chatNames }: PageData,
  placesOf: (accounts: readonly string[]) => readonly string[],
): Content {
  const owners = answers.map((): string[] => []);
  for (const [id, , , answer] of accounts) owners[answer]?.push(id);
  const used = answers
    .map((answer, number) => ({ answer, owners: owners[number] ?? [] }))
    .filter((each) => each.owners.length > 0)
    .sort((a, b) => b.owners.length - a.owners.length);
  const nameOf = (id: string): string => nameOfPlace(chatNames, id);
  return section(
    'access',
    'Workspaces and teams',
    paged(used, 10, 'Entries', (page) =>
      page.map(
        (each) => html`<div class="card"><h3>${counted(each.owners.length, 'account')}</h3>
${paged(placesOf(each.owners), 8, 'Places', (places) => html`<p>${places.join(', ')}</p>`)}
${platformFacts(each.answer, nameOf)}</div>
`,
      ),
    ),
  );
}

/** A workspace or team by its name with its ID, or by its ID. */
export function nameOfPlace(chatNames: PageData['chatNames'], id: string): string {
  const known = id.split('/').flatMap((part) => chatNames?.[part.toLowerCase()] ?? []);
  return known.length === 0 ? id : `${known.join(', ')} (${id})`;
}

/** What a chat policy allows on each platform. */
export function platformFacts({ slack, teams }: PageAnswer, nameOf: (id: string) => string): Content {
  const facts = (title: string, scope: PlatformScope): Content =>
    html`<div><dt>${title}</dt><dd>${levelMark(tightnessOf(scope))}${scope.places.length === 0 ? undefined : placeList(scope, nameOf)}</dd></div>`;
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
