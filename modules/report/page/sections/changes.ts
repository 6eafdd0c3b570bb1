import type { Effect } from '../../../simulator/impact/impact.js';
import type { ImpactRow } from '../../impact-rows.js';
import { type ImpactStory, meaningsIn, type PlacedRow, signs } from '../../impact-story.js';
import { effectNames, type GroupWords, type ImpactWords } from '../../impact-words.js';
import { counted } from '../../verdict.js';
import { type Content, folded, html, list, paged, section, table } from './html.js';

/** The channels that stop working, then the others that change. */
export function channelSection({ channelVerdict, stopping, channels, counts }: ImpactStory): Content {
  const title = channelVerdict.length === 0 ? 'No channel stops working' : channelVerdict.join(', ');
  const others = channels.map(({ effect, words }) => html`${effectMark(effect)} ${words}`);
  return section(
    'channels',
    title,
    stopping.length === 0
      ? undefined
      : paged(
          stopping.map(({ words }) => words),
          10,
          'Channels',
          (page) => list(page, 'items'),
        ),
    others.length === 0
      ? undefined
      : folded(
          counted(counts.channels, 'other channel that changes', 'other channels that change'),
          list(others),
        ),
  );
}

/**
 * What the plan changes: what accounts gain, the guardrails that take access, the settings that allow less, and what
 * has no effect. Then the same by account, closed.
 */
export function changeSection(story: ImpactStory, { shared, groups }: ImpactWords): Content {
  if (groups.length === 0) {
    const nothing = html`<p>The plan changes nothing for any account.</p>`;
    return section('changes', 'No account changes', nothing, removedPolicies(story));
  }
  const { verdict, gains, guardrails, settings, unchanged } = story;
  const losses = guardrails.map(
    ({ policy, requirement, after, where }) =>
      html`<b>${policy}</b> ${requirement} <span class="id">${after} · ${placesOf(where)}</span>`,
  );
  return section(
    'changes',
    'What changes',
    html`<p>${verdict.join('; ')}.</p>`,
    removedPolicies(story),
    rowsBlock('Accounts gain', gains, gains.length),
    losses.length === 0
      ? undefined
      : html`<h3>Guardrails take from accounts</h3>${paged(losses, 6, 'Guardrails', (page) => list(page, 'items'))}`,
    rowsBlock('Chat policies allow less', settings, 4),
    unchanged.length === 0
      ? undefined
      : folded(counted(unchanged.length, 'change') + ' without effect', rowList(unchanged)),
    folded(html`<b>By account</b>: ${counted(groups.length, 'group')} with the same changes`, [
      shared.length === 0
        ? undefined
        : folded(
            html`<b>All accounts that change</b> ${counted(shared.length, 'change')}`,
            html`<div id="shared-changes">${changeTable(shared)}</div>`,
          ),
      paged([...groups.entries()], 20, 'Groups of accounts', (page) =>
        page.map(([number, each]) => group(each, number)),
      ),
    ]),
    outcomeLegend(story),
  );
}

function removedPolicies({ removed }: ImpactStory): Content {
  if (removed.length === 0) return undefined;
  return html`<h3>Policies that are removed</h3>${paged(removed, 10, 'Policies', (page) => list(page, 'items'))}`;
}

function rowsBlock(title: string, rows: readonly PlacedRow[], size: number): Content {
  return rows.length === 0 ? undefined : html`<h3>${title}</h3>${paged(rows, size, 'Changes', rowList)}`;
}

function rowList(rows: readonly PlacedRow[]): Content {
  const items = rows.map(
    ({ effect, what, before, after, where, causes }) =>
      html`${effect === 'loss' ? undefined : html`${effectMark(effect)} `}<b>${what}</b> ${before} → ${after} <span class="id">${placesOf(where)} · ${causes}</span>`,
  );
  return list(items, 'items');
}

/** Places, of which a narrow screen shows only the number: the groups of accounts name them too. */
function placesOf(where: string): Content {
  const [count = '', ...places] = where.split(': ');
  return places.length === 0 ? where : html`${count}<span class="places">: ${places.join(': ')}</span>`;
}

function group({ effect, count, accounts, rows }: GroupWords, number: number): Content {
  const [first = '', ...others] = accounts;
  const more = others.length === 0 ? '' : ` and ${counted(others.length, 'more place')}`;
  return folded(
    html`${effectMark(effect)} <b>${count}</b> ${first}${more}`,
    html`${others.length === 0 ? undefined : paged(accounts, 30, 'Places', (page) => list(page))}
<div id="change-${number}">${rows.length === 0 ? html`<p>Only what all accounts that change have in common.</p>` : changeTable(rows)}</div>`,
  );
}

function changeTable(rows: readonly ImpactRow[]): Content {
  return table(
    ['What', 'Effect', 'Before', 'After', 'Caused by'],
    rows.map(({ effect, what, before, after, causes }) => [what, effectMark(effect), before, after, causes]),
  );
}

function outcomeLegend(story: ImpactStory): Content {
  const { outcomes } = meaningsIn(story);
  return outcomes.map(([word, meaning]) => html`<p class="id">${word}: ${meaning}.</p>`);
}

function effectMark(effect: Effect): Content {
  return html`<span class="effect ${effect}"><span aria-hidden="true">${signs[effect]}</span> ${effectNames[effect]}</span>`;
}
