import type { PageChangeRow } from '../page-data.js';
import { byId, make, table } from './elements.js';
import type { Page } from './page.js';

/** Before and after: channels that stop working, changes that all accounts share, groups of accounts, other channels. */
export function changes(page: Page): void {
  const { data, accountOf, accountLink, effectMark, counted } = page;
  const maxLinks = 20;

  const changeTable = (rows: readonly PageChangeRow[], label: string): HTMLElement => {
    const cellsOf = (row: number) => {
      const [mark = '', what = '', ...others] = rows[row] ?? [];
      return [what, effectMark(mark), ...others];
    };
    return table(['What', 'Effect', 'Before', 'After', 'Caused by'], { count: rows.length, cellsOf }, label);
  };
  const accountLinks = (accounts: readonly string[]): HTMLElement => {
    const linksOf = (ids: readonly string[]) =>
      ids.flatMap((id) => {
        const account = accountOf(id);
        return account === undefined ? [] : [accountLink(account), ' '];
      });
    const list = make('p', { class: 'links' }, ...linksOf(accounts.slice(0, maxLinks)));
    if (accounts.length <= maxLinks) return list;
    const button = make('button', { type: 'button' }, `Show all ${counted(accounts.length, 'account')}`);
    button.addEventListener('click', () => button.replaceWith(...linksOf(accounts.slice(maxLinks))));
    list.append(button);
    return list;
  };
  const channelList = (title: string, isShown: (effect: string) => boolean): readonly HTMLElement[] => {
    const items = data.channelChanges
      .filter(([effect]) => isShown(effect))
      .map(([effect, text]) => make('li', {}, effectMark(effect), ` ${text}`));
    return items.length === 0 ? [] : [make('h3', {}, title), make('ul', {}, ...items)];
  };
  const group = ({ effect, accounts, where, rows }: (typeof data.changes)[number]): HTMLElement => {
    const who = counted(accounts.length, 'account');
    const details = make(
      'details',
      data.changes.length < 4 ? { open: '' } : {},
      make('summary', {}, make('b', {}, `${who} `), effectMark(effect), ` ${where}`),
    ) as HTMLDetailsElement;
    const fill = (): void => {
      if (details.childElementCount > 1 || !details.open) return;
      details.append(accountLinks(accounts));
      if (rows.length > 0) details.append(changeTable(rows, `Changes of ${who}`));
    };
    details.addEventListener('toggle', fill);
    window.addEventListener('beforeprint', () => {
      details.open = true;
      fill();
    });
    fill();
    return details;
  };

  byId('changes').append(...channelList('Channels that stop working', (effect) => effect === 'loss'));
  if (data.changes.length === 0) byId('changes').append(make('p', {}, 'No account changes.'));
  if (data.sharedChanges.length > 0) {
    byId('changes').append(
      make('h3', {}, 'All accounts that change'),
      changeTable(data.sharedChanges, 'Changes that all accounts share'),
      make('h3', {}, 'Other changes'),
    );
  }
  byId('changes').append(...data.changes.map(group));
  byId('changes').append(...channelList('Other channels that change', (effect) => effect !== 'loss'));
}
