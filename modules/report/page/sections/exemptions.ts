import { counted, grouped } from '../../verdict.js';
import type { ReviewException } from '../page-data.js';
import { type Content, html, paged, section, table } from './html.js';

/** The exemptions and acknowledged problems that have an end date, the next to end first. */
export function exemptionSection(
  exceptions: readonly ReviewException[],
  nameOf: (id: string) => string,
): Content {
  const sorted = [...exceptions].sort((a, b) => a.daysLeft - b.daysLeft);
  const rows = sorted.map(({ kind, until, daysLeft, policy, exempts, owner, reason }) => [
    html`<b class="${daysLeft <= 30 ? 'soon' : 'later'}">${until}</b> ${endsIn(daysLeft)}`,
    policy ?? 'any policy',
    kind === 'exemption'
      ? exempts.replace(/\b\d{12}\b/g, nameOf)
      : html`accepted problem <code>${exempts}</code>`,
    owner,
    reason,
  ]);
  return section(
    'exemptions',
    rows.length === 0 ? 'No exemptions' : counted(rows.length, 'exemption'),
    rows.length === 0
      ? html`<p>No exemption or accepted problem of the configuration has an end date.</p>`
      : paged(rows, 10, 'Exemptions', (page) => table(['Ends', 'Policy', 'Exempt', 'Owner', 'Reason'], page)),
  );
}

function endsIn(days: number): string {
  if (days < 0) return 'expired';
  if (days === 0) return 'ends today';
  return `ends in ${grouped(days)} ${days === 1 ? 'day' : 'days'}`;
}
