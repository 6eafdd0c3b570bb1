import type { PlaceScope, PlatformScope } from '../../../analysis/platform-scope.js';
import type { PageData } from '../page-data.js';
import { make } from './elements.js';

/** The state of an OU or account; `mixed`: its accounts differ. */
export type Kind = PlatformScope['state'] | 'bound' | 'mixed' | 'empty';

/** The words and marks that sections share. */
export interface Words {
  readonly kindNames: Readonly<Record<Kind, string>>;
  /** The state of both platforms, a badge each. */
  readonly badges: (answer: {
    readonly slack: PlatformScope;
    readonly teams: PlatformScope;
  }) => readonly (Node | string)[];
  readonly accountLink: (account: number) => HTMLElement;
  readonly effectMark: (effect: string) => HTMLElement;
  /** Channel types and role settings that apply to a workspace or team. */
  readonly placeText: (place: PlaceScope) => string;
  /** A workspace, or a team with shortened IDs, and their names. */
  readonly shortPlace: (place: string) => string;
  /** `3,000` */
  readonly digits: (count: number) => string;
  /** `1 account`, `3,000 accounts` */
  readonly counted: (count: number, what: string) => string;
  /** The meaning of each colour. */
  readonly legend: (parts: readonly (readonly [kind: Kind, text: string])[]) => HTMLElement;
}

/** Builds the words and marks. */
export function words(data: PageData): Words {
  const kindNames: Words['kindNames'] = {
    open: 'everywhere',
    limited: 'limited',
    disabled: 'disabled',
    unset: 'not restricted',
    unknown: 'unknown',
    bound: 'guardrails apply',
    mixed: 'differs below',
    empty: 'no accounts',
  };
  const digits = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  const shortPlace: Words['shortPlace'] = (place) =>
    place
      .split('/')
      .map((id) => {
        const name = data.chatNames?.[id.toLowerCase()];
        const short = id.replace(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1…');
        return name === undefined ? short : `${short} (${name})`;
      })
      .join('/');
  const placeText: Words['placeText'] = ({ channelTypes, roles }) => {
    const types = channelTypes === null ? [] : [`${channelTypes.join('/') || 'no'} channels`];
    return [...types, ...(roles === null ? [] : [roles.join('/') || 'no role setting'])].join(' · ');
  };
  /** Workspaces and teams with the same settings share one entry. */
  const stateText = ({ state, places }: PlatformScope): string => {
    const bySettings = new Map<string, string[]>();
    for (const place of places) {
      const text = placeText(place);
      const name = place.id === '*' || place.id === '*/*' ? kindNames[state] : shortPlace(place.id);
      bySettings.set(text, [...(bySettings.get(text) ?? []), name]);
    }
    const entries = [...bySettings].map(([text, ids]) => [ids.join(', '), text].filter(Boolean).join(' · '));
    return entries.join('; ') || kindNames[state];
  };
  const badge = (platform: string, scope: PlatformScope): HTMLElement =>
    make(
      'span',
      { class: `badge ${scope.state}`, title: scope.places.map(({ id }) => id).join(', ') },
      make('b', {}, platform),
      ` ${stateText(scope)}`,
    );
  const effects: Readonly<Record<string, string>> = {
    gain: 'gains',
    loss: 'losses',
    both: 'gains and losses',
    none: 'no effective change',
  };
  return {
    kindNames,
    placeText,
    shortPlace,
    badges: ({ slack, teams }) => [badge('Slack', slack), ' ', badge('Teams', teams)],
    accountLink: (account) => {
      const [id, name] = data.accounts[account] ?? ['', ''];
      const more = name === '' ? [] : [make('span', { class: 'id' }, ` ${id}`)];
      return make('a', { href: `#account=${id}` }, name === '' ? id : name, ...more);
    },
    effectMark: (effect) => make('span', { class: `effect ${effect}` }, effects[effect] ?? effect),
    digits,
    counted: (count, what) => `${digits(count)} ${what}${count === 1 ? '' : 's'}`,
    legend: (parts) =>
      make(
        'ul',
        { class: 'legend' },
        ...parts.map(([kind, text]) => make('li', {}, make('span', { class: `dot ${kind}` }), text)),
      ),
  };
}
