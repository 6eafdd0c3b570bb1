import type { PageChangeRow } from '../page-data.js';
import type { Page } from './page.js';

/** Before and after: what all accounts share, then accounts with the same changes together, then channels. */
export function changes(page: Page): void {
  const { data, make, byId, table, accountOf, accountLink, effectMark, counted } = page;
  const most = 20;

  const changeTable = (rows: readonly PageChangeRow[], label: string): HTMLElement => {
    const cellsOf = (row: number) => {
      const [mark = '', what = '', ...others] = rows[row] ?? [];
      return [what, effectMark(mark), ...others];
    };
    return table(['What', 'Effect', 'Before', 'After', 'Caused by'], { count: rows.length, cellsOf }, label);
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
      const links = accounts.slice(0, most).flatMap((id) => {
        const account = accountOf(id);
        return account === undefined ? [] : [accountLink(account), ' '];
      });
      const more = accounts.length > most ? [`and ${accounts.length - most} more`] : [];
      details.append(make('p', { class: 'links' }, ...links, ...more));
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

  if (data.changes.length === 0) byId('changes').append(make('p', {}, 'No account changes.'));
  if (data.sharedChanges.length > 0) {
    byId('changes').append(
      make('h3', {}, 'Every account that changes'),
      changeTable(data.sharedChanges, 'Changes of every account that changes'),
      make('h3', {}, 'Besides that'),
    );
  }
  byId('changes').append(...data.changes.map(group));
  if (data.channelChanges.length === 0) return;
  const channels = data.channelChanges.map(([effect, text]) =>
    make('li', {}, effectMark(effect), ` ${text}`),
  );
  byId('changes').append(make('h3', {}, 'Existing channels'), make('ul', {}, ...channels));
}
