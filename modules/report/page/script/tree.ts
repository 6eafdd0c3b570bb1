import { counted } from '../../verdict.js';
import { html } from '../sections/html.js';
import type { Page } from './page.js';

/** Lists the accounts of an OU when the reader opens it. */
export function tree({ data, accountsIn }: Page): void {
  const itemsOf = (accounts: readonly number[]): string =>
    accounts
      .map((account) => {
        const [id = '', name = ''] = data.accounts[account] ?? [];
        return html`<li><a href="#account=${id}">${name === '' ? id : name}</a> <span class="id">${name === '' ? '' : id}</span></li>`
          .html;
      })
      .join('');
  const fill = (unit: HTMLDetailsElement): void => {
    const list = unit.querySelector(':scope > .children > .accounts');
    if (!unit.open || list?.childElementCount !== 0) return;
    const accounts = accountsIn(Number(unit.id.replace('unit-', '')));
    list.innerHTML = itemsOf(accounts.slice(0, maxAccounts));
    if (accounts.length <= maxAccounts) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Show all ${counted(accounts.length, 'account')}`;
    button.addEventListener('click', () => {
      button.remove();
      list.insertAdjacentHTML('beforeend', itemsOf(accounts.slice(maxAccounts)));
    });
    list.after(button);
  };
  for (const unit of document.querySelectorAll<HTMLDetailsElement>('details.unit')) {
    unit.addEventListener('toggle', () => fill(unit));
    fill(unit);
  }
}

/** The accounts of an OU that are shown at first. */
const maxAccounts = 50;
