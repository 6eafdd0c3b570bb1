import type { PlatformScope } from '../../../analysis/platform-scope.js';
import { type Content, html } from './html.js';

/** How tight a platform is for an account, from open to closed. */
export type AccessLevel = 'open' | 'wide' | 'limited' | 'tight' | 'closed' | 'unknown';

/** The scale with its symbols, words and meanings, from open to closed. */
export const scale: readonly {
  readonly level: AccessLevel;
  readonly symbol: string;
  readonly word: string;
  readonly meaning: string;
}[] = [
  { level: 'open', symbol: '○', word: 'open', meaning: 'any workspace or team, nothing limited' },
  {
    level: 'wide',
    symbol: '◔',
    word: 'partly open',
    meaning: 'any workspace or team; channel types or roles limited',
  },
  { level: 'limited', symbol: '◑', word: 'limited', meaning: 'named workspaces or teams only' },
  {
    level: 'tight',
    symbol: '◕',
    word: 'tightly limited',
    meaning: 'named workspaces or teams only; channel types or roles limited too',
  },
  { level: 'closed', symbol: '●', word: 'off', meaning: 'disabled' },
  { level: 'unknown', symbol: '?', word: 'unknown', meaning: 'depends on something that is not known' },
];

/** Returns how tight a platform is. */
export function accessLevelOf({ state, places }: PlatformScope): AccessLevel {
  if (state === 'unknown') return 'unknown';
  if (state === 'disabled') return 'closed';
  const restricted = places.length > 0 && places.every(isRestricted);
  if (state === 'limited') return restricted ? 'tight' : 'limited';
  return restricted ? 'wide' : 'open';
}

function isRestricted({ channelTypes, roles }: PlatformScope['places'][number]): boolean {
  return [channelTypes, roles].some((values) => values !== null && values.length < 2);
}

/** A level as its symbol and a text, the word of the level by default. */
export function levelMark(level: AccessLevel, text?: Content): Content {
  const { symbol = '', word = '' } = scale.find((each) => each.level === level) ?? {};
  return html`<span class="level ${level}"><span class="symbol" aria-hidden="true">${symbol}</span> ${text ?? word}</span>`;
}

/** A bar of parts, each as wide as its count. */
export function bar(parts: readonly { readonly level: string; readonly count: number }[]): Content {
  let from = 0;
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const pieces = parts.map(({ level, count }) => {
    const width = (count / total) * 100;
    const piece = html`<rect class="${level}" x="${from.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
    from += width;
    return piece;
  });
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`;
}
