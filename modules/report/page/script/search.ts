import { counted } from '../../verdict.js';
import { byId, make } from './elements.js';
import type { Page } from './page.js';

/** Finds accounts and units by name and ID; `/` goes there, arrows and Enter choose. */
export function search({ data, pathOf, countBelow }: Page): void {
  const maxShown = 8;
  const input = byId('search') as HTMLInputElement;
  const results = byId('results');
  const texts = [
    ...data.accounts.map(([id, name]) => `${name} ${id}`.toLowerCase()),
    ...data.units.map(({ id, name }) => `${name} ${id}`.toLowerCase()),
  ];
  let chosen = 0;

  /** The first entries that hold a text, and one more if there are more. */
  const find = (wanted: string): readonly number[] => {
    const found: number[] = [];
    if (wanted === '') return found;
    for (let entry = 0; entry < texts.length && found.length <= maxShown; entry++) {
      if (texts[entry]?.includes(wanted)) found.push(entry);
    }
    return found;
  };
  const describe = (entry: number): { label: string; hint: string; href: string } => {
    const account = data.accounts[entry];
    if (account !== undefined) {
      const [id, name, unit] = account;
      return { label: `${name} ${id}`, hint: pathOf(unit), href: `#account=${id}` };
    }
    const unit = entry - data.accounts.length;
    const hint = `OU, ${counted(countBelow(unit), 'account')}`;
    return { label: data.units[unit]?.name ?? '', hint, href: `#unit=${unit}` };
  };
  const option = (entry: number, index: number): HTMLElement => {
    const { label, hint, href } = describe(entry);
    const selected = String(index === chosen);
    const attributes = {
      role: 'option',
      id: `result-${index}`,
      'aria-selected': selected,
      'data-href': href,
    };
    const item = make('li', attributes, label, make('span', { class: 'id' }, ` ${hint}`));
    item.addEventListener('mousedown', () => go(href));
    return item;
  };

  const show = (): void => {
    const wanted = input.value.trim().toLowerCase();
    const found = find(wanted);
    const shown = found.slice(0, maxShown);
    chosen = Math.min(chosen, Math.max(0, shown.length - 1));
    results.replaceChildren(...shown.map(option));
    results.hidden = shown.length === 0;
    input.setAttribute('aria-expanded', String(shown.length > 0));
    if (shown.length > 0) input.setAttribute('aria-activedescendant', `result-${chosen}`);
    else input.removeAttribute('aria-activedescendant');
    const count = found.length > maxShown ? `more than ${maxShown}` : String(found.length);
    byId('found').textContent = wanted === '' ? '' : `${count} found`;
  };
  const go = (href: string): void => {
    input.value = '';
    show();
    if (location.hash === href) window.dispatchEvent(new Event('hashchange'));
    else location.hash = href;
  };
  const choose = (step: number): void => {
    chosen = Math.max(0, Math.min(results.childElementCount - 1, chosen + step));
    show();
    results.children[chosen]?.scrollIntoView({ block: 'nearest' });
  };

  input.addEventListener('input', () => {
    chosen = 0;
    show();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      const href = results.children[chosen]?.getAttribute('data-href');
      if (href) go(href);
    } else if (event.key === 'Escape') {
      input.value = '';
      show();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    input.focus();
  });
}
