import stringWidth from 'string-width';
import { escapeControlCharacters } from '../../policy/text/escape-control-characters.js';
import { renderBlocks } from './blocks.js';
import type { TableStyle } from './table-style.js';
import { readableWidths } from './table-widths.js';
import { wrap } from './wrap.js';

/**
 * Rows under heads, in columns as wide as they need to be. Where the width does not suffice, the widest columns
 * give way and their cells go on in the next line; where they would be too narrow to be read, each row becomes a block.
 * Nothing is cut off. Cells are plain text, made safe here.
 */
export function renderTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  style: TableStyle,
): string {
  const { title, head } = style;
  const columns = Math.max(narrowest, style.columns ?? Number.POSITIVE_INFINITY);
  const cells = rows.map((row) => heads.map((_, index) => escapeControlCharacters(row[index] ?? '')));
  const widths = readableWidths(
    heads.map((each, index) => [each, ...cells.map((row) => row[index] ?? '')]),
    columns - gap.length * (heads.length - 1),
  );
  const above = title === undefined ? [] : wrap(escapeControlCharacters(title), columns).map(head);
  const below =
    widths === undefined
      ? [...(title === undefined ? [] : ['']), ...renderBlocks(heads, cells, columns, style)]
      : linesOfTable(heads, cells, widths, style);
  return [...above, ...below].map((text) => `${text}\n`).join('');
}

const gap = '  ';

/** Columns of a terminal so narrow that it may as well break the lines itself. */
const narrowest = 20;

function linesOfTable(
  heads: readonly string[],
  cells: readonly (readonly string[])[],
  widths: readonly number[],
  { head, line = (text) => text, apart = true }: TableStyle,
): readonly string[] {
  const rows = cells.map((row) => linesOf(row, widths));
  const between = apart && rows.some(({ length }) => length > 1) ? [''] : [];
  return [
    ...linesOf(heads, widths).map(head),
    ...rows.flatMap((lines, row) => [...(row === 0 ? [] : between), ...lines.map((text) => line(text, row))]),
  ];
}

function linesOf(row: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = row.map((cell, index) => wrap(cell, widths[index] ?? 0));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function pad(text: string, most: number): string {
  return text + ' '.repeat(Math.max(0, most - stringWidth(text)));
}
