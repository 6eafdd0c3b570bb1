import { byId, make } from './elements.js';
import type { Page } from './page.js';

/** The tree of units, each with what all accounts below it may do; opened level by level. */
export function tree(page: Page): void {
  const { data, unitsIn, accountsIn, countBelow, answersBelow, answerOf } = page;
  const { badges, accountLink, counted } = page;
  const most = 10;

  const summaryOf = (unit: number): readonly (Node | string)[] => {
    const [only, ...others] = answersBelow(unit);
    const answer = data.answers[only ?? -1];
    if (answer === undefined) return [];
    if (others.length === 0) return badges(answer);
    return [make('span', { class: 'badge mixed' }, `${others.length + 1} different answers`)];
  };

  const accountList = (unit: number): HTMLElement => {
    const accounts = accountsIn(unit);
    const item = (account: number): HTMLElement =>
      make('li', {}, accountLink(account), ' ', ...badges(answerOf(account)));
    const list = make('ul', { class: 'accounts' }, ...accounts.slice(0, most).map(item));
    if (accounts.length <= most) return list;
    const button = make('button', { type: 'button' }, `Show all ${counted(accounts.length, 'account')}`);
    button.addEventListener('click', () => {
      button.remove();
      list.append(...accounts.slice(most).map(item));
    });
    return make('div', {}, list, button);
  };

  const unitItem = (unit: number, open: boolean): HTMLElement => {
    const { name = '', attached = [] } = data.units[unit] ?? {};
    const guardrails = attached.map((number) => data.guardrails[number]?.name ?? '').join(', ');
    const summary = make(
      'summary',
      { id: `unit-${unit}` },
      make('b', {}, name),
      make('span', { class: 'id' }, ` ${counted(countBelow(unit), 'account')} `),
      ...summaryOf(unit),
      ...(guardrails === '' ? [] : [make('span', { class: 'guardrails' }, ` guardrails: ${guardrails}`)]),
    );
    const details = make('details', open ? { open: '' } : {}, summary) as HTMLDetailsElement;
    const fill = (): void => {
      if (details.childElementCount > 1 || !details.open) return;
      const children = unitsIn(unit).map((child) => unitItem(child, false));
      details.append(make('div', { class: 'children' }, ...children, accountList(unit)));
    };
    details.addEventListener('toggle', fill);
    fill();
    return details;
  };
  byId('tree').append(unitItem(0, true));
}
