import pc from 'picocolors';
import type { DatedException } from '../analysis/dated-exceptions.js';
import { markdownText } from './markdown-text.js';
import { renderTable } from './table/table.js';

const heads = ['ENDS', 'POLICY', 'EXEMPTS', 'OWNER', 'REASON'];

/** Exceptions for a terminal, a row each; expired ones are red. */
export function renderExceptions(
  exceptions: readonly DatedException[],
  output: { readonly colour: boolean; readonly columns: number | undefined },
): string {
  if (exceptions.length === 0) return 'no exceptions\n';
  const { bold, red, yellow } = pc.createColors(output.colour);
  return renderTable(heads, exceptions.map(cellsOf), {
    columns: output.columns ?? 140,
    head: bold,
    line: (text, row) => {
      const daysLeft = exceptions[row]?.daysLeft ?? 0;
      return daysLeft < 0 ? red(text) : daysLeft <= 30 ? yellow(text) : text;
    },
  });
}

/** Exceptions as a Markdown table. */
export function renderExceptionsMarkdown(exceptions: readonly DatedException[]): string {
  if (exceptions.length === 0) return 'No exceptions.\n';
  const rows = [
    heads.map((head) => `${head.charAt(0)}${head.slice(1).toLowerCase()}`),
    heads.map(() => '---'),
    ...exceptions.map((exception) => cellsOf(exception).map(markdownText)),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function cellsOf({
  kind,
  policy,
  exempts,
  reason,
  owner,
  until,
  daysLeft,
  environments,
}: DatedException): string[] {
  const what = kind === 'exemption' ? exempts : `problem ${exempts}`;
  const where = environments === undefined ? '' : ` (in ${environments.join(', ')})`;
  return [`${until} (${daysText(daysLeft)})`, policy ?? '-', `${what}${where}`, owner, reason];
}

function daysText(days: number): string {
  if (days < 0) return 'expired';
  return days === 0 ? 'last day' : `${days} day${days === 1 ? '' : 's'} left`;
}
