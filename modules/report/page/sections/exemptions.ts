import { counted, grouped } from '../../verdict.js';
import type { ReviewException } from '../page-data.js';
import { type Content, html, paged, section, table } from './html.js';

/** The exemptions without an end date, then those with one and the acknowledged problems, the next to end first. */
export function exemptionSection(
  exceptions: readonly ReviewException[],
  nameOf: (id: string) => string,
): Content {
  const sorted = [...exceptions].sort((a, b) => daysOf(a) - daysOf(b));
  const rows = sorted.map((exception) => {
    const { kind, policy, exempts } = exception;
    return [
      'until' in exception
        ? html`<b class="${exception.daysLeft <= 30 ? 'soon' : 'later'}">${exception.until}</b> ${endsIn(exception.daysLeft)}`
        : html`<b class="soon">no end date</b>`,
      policy ?? 'any policy',
      kind === 'exemption'
        ? exempts.replace(/\b\d{12}\b/g, nameOf)
        : html`accepted problem <code>${exempts}</code>`,
      'until' in exception ? exception.owner : '–',
      'until' in exception ? exception.reason : '–',
    ];
  });
  return section(
    'exemptions',
    rows.length === 0 ? 'No exemptions' : counted(rows.length, 'exemption'),
    rows.length === 0
      ? html`<p>The configuration has no exemptions and no accepted problems.</p>`
      : paged(rows, 10, 'Exemptions', (page) => table(['Ends', 'Policy', 'Exempt', 'Owner', 'Reason'], page)),
  );
}

function daysOf(exception: ReviewException): number {
  return 'until' in exception ? exception.daysLeft : Number.NEGATIVE_INFINITY;
}

function endsIn(days: number): string {
  if (days < 0) return 'expired';
  if (days === 0) return 'ends today';
  return `ends in ${grouped(days)} ${days === 1 ? 'day' : 'days'}`;
}
