import { make } from './elements.js';
import type { Page } from './page.js';

/** Lists the accounts of an OU when the reader opens it. */
export function tree({ accountsIn, accountLink, counted }: Page): void {
  const most = 50;
  const accountList = (unit: number): readonly HTMLElement[] => {
    const accounts = accountsIn(unit);
    const item = (account: number): HTMLElement => make('li', {}, accountLink(account));
    const list = make('ul', { class: 'accounts' }, ...accounts.slice(0, most).map(item));
    if (accounts.length <= most) return accounts.length === 0 ? [] : [list];
    const button = make('button', { type: 'button' }, `Show all ${counted(accounts.length, 'account')}`);
    button.addEventListener('click', () => {
      button.remove();
      list.append(...accounts.slice(most).map(item));
    });
    return [list, button];
  };
  for (const unit of document.querySelectorAll<HTMLDetailsElement>('details.unit')) {
    const fill = (): void => {
      const children = unit.querySelector(':scope > .children');
      if (!unit.open || children?.hasAttribute('data-filled') !== false) return;
      children.setAttribute('data-filled', '');
      children.append(...accountList(Number(unit.id.replace('unit-', ''))));
    };
    unit.addEventListener('toggle', fill);
    fill();
  }
}
