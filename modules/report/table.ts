import stringWidth from 'string-width';
import { visible } from '../policy/visible.js';
import { wrap } from './wrap.js';

/** How a table is drawn. */
export interface TableStyle {
  /** Columns of the terminal; undefined where nothing limits the width. */
  readonly columns: number | undefined;
  /** Paints the line of heads. */
  readonly head: (text: string) => string;
  /** Paints a line of a row. */
  readonly line?: (text: string, row: number) => string;
}

const gap = '  ';
const narrowest = 8;

/**
 * Rows under heads, in columns as wide as they need to be. Where the width does not suffice, the widest columns
 * give way and their cells go on in the next line; nothing is cut off. Cells are plain text, made safe here.
 */
export function renderTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  { columns, head, line = (text) => text }: TableStyle,
): string {
  const cells = rows.map((row) => heads.map((_, index) => visible(row[index] ?? '')));
  const needed = heads.map((title, index) =>
    Math.max(...[title, ...cells.map((row) => row[index] ?? '')].map(width)),
  );
  const widths = narrowed(
    needed,
    columns === undefined ? Number.POSITIVE_INFINITY : columns - gap.length * (heads.length - 1),
  );
  const lines = [heads, ...cells].flatMap((row, index) =>
    linesOf(row, widths).map((text) => (index === 0 ? head(text) : line(text, index - 1))),
  );
  return lines.map((text) => `${text}\n`).join('');
}

/** Takes from the widest columns until all fit together. */
function narrowed(needed: readonly number[], room: number): readonly number[] {
  const widths = [...needed];
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= narrowest) break;
    widths[widths.indexOf(widest)] = widest - 1;
    excess--;
  }
  return widths;
}

function linesOf(row: readonly string[], widths: readonly number[]): readonly string[] {
  const wrapped = row.map((cell, index) => wrap(cell, widths[index] ?? narrowest));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, index) => pad(lines[line] ?? '', widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function pad(text: string, most: number): string {
  return text + ' '.repeat(Math.max(0, most - width(text)));
}

function width(text: string): number {
  return stringWidth(text);
}
