import { byId, draw, make } from './elements.js';
import type { Page } from './page.js';
import type { Kind } from './words.js';

/** A map of the OUs. The width shows the number of accounts, the colour their state. */
export function map(page: Page): void {
  const { data, unitsIn, countBelow, answersBelow, setsBelow, kindNames, legend } = page;
  const width = 1000;
  const row = 34;
  type Lens = 'slack' | 'teams' | 'guardrails';

  const kindOf = (unit: number, lens: Lens): Kind => {
    const kinds =
      lens === 'guardrails'
        ? [...setsBelow(unit)].map((set): Kind => (data.guardrailSets[set]?.length ? 'bound' : 'unset'))
        : [...answersBelow(unit)].map((answer): Kind => data.answers[answer]?.[lens].state ?? 'unset');
    const [only = 'empty', ...others] = new Set(kinds);
    return others.length === 0 ? only : 'mixed';
  };
  const nameOf = (kind: Kind, lens: Lens): string =>
    lens === 'guardrails' && kind === 'unset' ? 'no guardrail' : kindNames[kind];

  const box = (unit: number, lens: Lens, left: number, right: number): SVGElement => {
    const { name = '', depth = 0 } = data.units[unit] ?? {};
    const kind = kindOf(unit, lens);
    const link = draw('a', { href: `#unit=${unit}`, role: 'link' });
    const title = draw('title', {});
    title.textContent = `${name}: ${countBelow(unit)} accounts, ${nameOf(kind, lens)}`;
    const y = depth * row;
    const size = { width: Math.max(0.4, right - left - 1), height: row - 2, rx: 2 };
    link.append(draw('rect', { x: left, y, class: kind, ...size }), title);
    const characters = Math.floor((right - left - 10) / 7);
    if (characters > 2) {
      const text = draw('text', { x: left + 6, y: y + row / 2 + 3, 'aria-hidden': 'true' });
      text.textContent = name.length > characters ? `${name.slice(0, characters - 1)}…` : name;
      link.append(text);
    }
    return link;
  };

  const show = (lens: Lens): void => {
    const deepest = Math.max(0, ...data.units.map(({ depth }) => depth));
    const svg = draw('svg', {
      viewBox: `0 0 ${width} ${(deepest + 1) * row}`,
      class: 'map',
      role: 'group',
      'aria-label': 'Map of the organization',
    });
    const kinds = new Set<Kind>();
    const place = (unit: number, left: number, right: number): void => {
      if (right - left < 0.4) return;
      kinds.add(kindOf(unit, lens));
      svg.append(box(unit, lens, left, right));
      let from = left;
      for (const child of unitsIn(unit)) {
        const share = (countBelow(child) / Math.max(1, countBelow(unit))) * (right - left);
        place(child, from, from + share);
        from += share;
      }
    };
    place(0, 0, width);
    const colours = [...kinds].sort().map((kind) => [kind, nameOf(kind, lens)] as const);
    byId('map').replaceChildren(svg, make('div', { class: 'under' }, legend(colours)));
  };

  for (const input of document.querySelectorAll<HTMLInputElement>('input[name=lens]')) {
    input.addEventListener('change', () => show(input.value as Lens));
  }
  show('slack');
}
