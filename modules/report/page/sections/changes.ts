import { counted } from '../../verdict.js';
import type { PageChange, PageChangeRow, ReviewData } from '../page-data.js';
import { type Content, folded, html, list, paged, section, table } from './html.js';

/** The channels that stop working. */
export function channelSection({ channelChanges }: ReviewData): Content {
  const stopping = channelChanges.filter(([effect]) => effect === 'loss');
  const others = channelChanges.filter(([effect]) => effect !== 'loss');
  const items = (channels: ReviewData['channelChanges']) =>
    list(
      channels.map(([effect, text]) => html`${effectMark(effect)} ${text}`),
      'items',
    );
  const title =
    stopping.length === 0
      ? 'No channel stops working'
      : `${counted(stopping.length, 'channel')} ${stopping.length === 1 ? 'stops' : 'stop'} working`;
  return section(
    'channels',
    title,
    stopping.length === 0 ? undefined : paged(stopping, 10, 'Channels', items),
    others.length === 0
      ? undefined
      : folded(
          `${counted(others.length, 'other channel')} that ${others.length === 1 ? 'changes' : 'change'}`,
          items(others),
        ),
  );
}

/** What the plan changes: groups of accounts with the same changes, those that gain access first. */
export function changeSection({ sharedChanges, changes }: ReviewData, verdict: readonly string[]): Content {
  if (changes.length === 0) {
    return section('changes', 'No account changes', html`<p>The plan changes nothing for any account.</p>`);
  }
  const shared =
    sharedChanges.length === 0
      ? undefined
      : html`<h3>All accounts that change</h3><div id="shared-changes">${changeTable(sharedChanges)}</div><h3>Other changes</h3>`;
  return section(
    'changes',
    'What changes',
    html`<p>${verdict.join('; ')}.</p>`,
    shared,
    paged([...changes.entries()], 20, 'Groups of accounts', (page) =>
      page.map(([number, each]) => group(each, number, changes.length < 4)),
    ),
  );
}

function group({ effect, accounts, where, rows }: PageChange, number: number, open: boolean): Content {
  const [first = '', ...others] = where;
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more place')}`;
  return folded(
    html`${effectMark(effect)} <b>${counted(accounts.length, 'account')}</b> ${first}${more}`,
    html`${others.length === 0 ? undefined : paged(where, 30, 'Places', (page) => list(page))}
<div id="change-${number}">${rows.length === 0 ? html`<p>Only the changes of all accounts that change.</p>` : changeTable(rows)}</div>`,
    open,
  );
}

function changeTable(rows: readonly PageChangeRow[]): Content {
  return table(
    ['What', 'Effect', 'Before', 'After', 'Caused by'],
    rows.map(([effect, what, ...others]) => [what, effectMark(effect), ...others]),
  );
}

const effects: Readonly<Record<string, readonly [symbol: string, word: string]>> = {
  gain: ['+', 'gains'],
  loss: ['−', 'loses'],
  both: ['±', 'gains and loses'],
  none: ['=', 'no effective change'],
};

function effectMark(effect: string): Content {
  const [symbol, word] = effects[effect] ?? ['', effect];
  return html`<span class="effect ${effect}"><span aria-hidden="true">${symbol}</span> ${word}</span>`;
}
