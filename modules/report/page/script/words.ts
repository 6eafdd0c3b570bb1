import type { PageData, PlatformState } from '../page-data.js';
import type { Elements } from './elements.js';

/** What a unit or an account is, seen through a lens; `mixed`: not all accounts are the same. */
export type Kind = PlatformState['state'] | 'bound' | 'mixed' | 'empty';

/** The words and marks that sections share. */
export interface Words {
  readonly kindNames: Readonly<Record<Kind, string>>;
  /** What an answer says of both platforms, a badge each. */
  readonly badges: (answer: {
    readonly slack: PlatformState;
    readonly teams: PlatformState;
  }) => readonly (Node | string)[];
  readonly accountLink: (account: number) => HTMLElement;
  readonly effectMark: (effect: string) => HTMLElement;
  /** A workspace, or a team with the beginning of its ids. */
  readonly shortPlace: (place: string) => string;
  /** `3,000` */
  readonly digits: (count: number) => string;
  /** `1 account`, `3,000 accounts` */
  readonly counted: (count: number, what: string) => string;
  /** What each colour stands for. */
  readonly legend: (parts: readonly (readonly [kind: Kind, text: string])[]) => HTMLElement;
}

/** Put into the page as text: uses nothing but its argument. */
export function words({ data, make }: Elements & { readonly data: PageData }): Words {
  const kindNames: Words['kindNames'] = {
    open: 'everywhere',
    limited: 'limited',
    disabled: 'disabled',
    unset: 'not restricted',
    unknown: 'not known',
    bound: 'bound by guardrails',
    mixed: 'differs below',
    empty: 'no accounts',
  };
  const digits = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  const shortPlace: Words['shortPlace'] = (place) => place.replace(/([0-9a-f]{8})-[0-9a-f-]{27}/g, '$1…');
  const stateText = ({ state, places, channelTypes, roles }: PlatformState): string => {
    const where =
      state === 'limited'
        ? places.length > 0
          ? places.map(shortPlace).join(', ')
          : 'nowhere'
        : kindNames[state];
    if (state === 'disabled') return where;
    const channels = channelTypes.length > 0 ? [`${channelTypes.join('/')} channels`] : [];
    return [where, ...channels, ...(roles.length > 0 ? [roles.join('/')] : [])].join(' · ');
  };
  const badge = (platform: string, state: PlatformState): HTMLElement =>
    make(
      'span',
      { class: `badge ${state.state}`, title: state.places.join(', ') },
      make('b', {}, platform),
      ` ${stateText(state)}`,
    );
  const effects: Readonly<Record<string, string>> = {
    gain: 'gains',
    loss: 'losses',
    both: 'gains and losses',
    none: 'no effective change',
  };
  return {
    kindNames,
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
