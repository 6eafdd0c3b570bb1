import pc from 'picocolors';
import type { DatedException } from '../analysis/dated-exceptions.js';
import { withNames } from '../policy/organization/chat-names.js';
import type { ChatNames } from '../policy/organization/organization.js';
import { markdownText } from './markdown-text.js';
import { renderTable } from './table/table.js';

/** The number of exceptions that end later, and the names to show beside IDs. */
interface ExceptionContext {
  readonly others?: number;
  readonly names?: ChatNames;
}

const heads = ['ENDS', 'POLICY', 'EXEMPTS', 'OWNER', 'REASON'];

/** Exceptions for a terminal, a row each; expired ones are red. */
export function renderExceptions(
  exceptions: readonly DatedException[],
  output: ExceptionContext & { readonly colour: boolean; readonly columns: number | undefined },
): string {
  const rest = othersText(exceptions.length, output.others);
  if (exceptions.length === 0) return rest;
  const { bold, red, yellow } = pc.createColors(output.colour);
  const table = renderTable(heads, exceptions.map(cellsOf(output.names)), {
    columns: output.columns ?? 140,
    head: bold,
    line: (text, row) => {
      const daysLeft = exceptions[row]?.daysLeft ?? 0;
      return daysLeft < 0 ? red(text) : daysLeft <= 30 ? yellow(text) : text;
    },
  });
  return rest === '' ? table : `${table}\n${rest}`;
}

/** What is not listed: nothing at all, or the exceptions that end later. */
function othersText(listed: number, others = 0): string {
  const later = `${others} ${listed === 0 ? '' : 'more '}${others === 1 ? 'exception ends' : 'exceptions end'} later`;
  if (listed === 0)
    return others === 0 ? 'no exceptions\n' : `no exceptions end within this time; ${later}\n`;
  return others === 0 ? '' : `${later}\n`;
}

/** Exceptions as a Markdown table. */
export function renderExceptionsMarkdown(
  exceptions: readonly DatedException[],
  { others, names }: ExceptionContext = {},
): string {
  const rest = othersText(exceptions.length, others).replace(/^n/, 'N').replace('\n', '.\n');
  if (exceptions.length === 0) return rest;
  const rows = [
    heads.map((head) => `${head.charAt(0)}${head.slice(1).toLowerCase()}`),
    heads.map(() => '---'),
    ...exceptions.map(cellsOf(names)).map((cells) => cells.map(markdownText)),
  ];
  const table = rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
  return rest === '' ? table : `${table}\n${rest}`;
}

function cellsOf(names: ChatNames = new Map()): (exception: DatedException) => string[] {
  return ({ kind, policy, exempts, reason, owner, until, daysLeft, environments }) => {
    const what = withNames(names, kind === 'exemption' ? exempts : `problem ${exempts}`);
    const where = environments === undefined ? '' : ` (in ${environments.join(', ')})`;
    return [`${until} (${daysText(daysLeft)})`, policy ?? '-', `${what}${where}`, owner, reason];
  };
}

function daysText(days: number): string {
  if (days < 0) return 'expired';
  return days === 0 ? 'last day' : `${days} day${days === 1 ? '' : 's'} left`;
}
