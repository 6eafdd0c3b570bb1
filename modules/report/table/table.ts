import stringWidth from 'string-width';
import { escapeControlCharacters } from '../../policy/text/escape-control-characters.js';
import type { TableStyle } from './table-style.js';
import { hangingIndent, piecesOf, wrap } from './wrap.js';

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

/** The least width of a table, and of the text beside a label: a narrower terminal breaks the lines itself. */
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

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/**
 * A table that is too wide to be read as one: each row is a block of lines, headed by its first cells, with the others
 * below, each after the head of its column. Cells are safe to print already.
 */
function renderBlocks(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
  { head, line = (text) => text, heading = 1 }: TableStyle,
): readonly string[] {
  const labels = heads.slice(heading).map((label) => label.toLowerCase());
  const widest = Math.max(0, ...labels.map((label) => stringWidth(label)));
  const blocks = rows.map((row, index) => {
    const signs = row
      .slice(0, heading - 1)
      .map((sign) => `${sign} `)
      .join('');
    const margin = ' '.repeat(stringWidth(signs));
    const above = hangingIndent(signs, row[heading - 1] ?? '', columns);
    const below = labels.flatMap((label, cell) =>
      labelled(label, row[heading + cell] ?? '', widest, columns - margin.length),
    );
    return [
      ...above.map((text) => head(line(text, index))),
      ...below.map((text) => line(margin + text, index)),
    ];
  });
  // Without labels the first head is what the table is called.
  const name = widest > 0 ? [] : wrap((heads[0] ?? '').trim(), columns).map(head);
  return [...name, ...blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]))];
}

function labelled(label: string, text: string, widest: number, columns: number): readonly string[] {
  if (text === '') return [];
  if (widest === 0) return hangingIndent('  ', text, columns);
  const beside = `  ${label.padEnd(widest)}  `;
  if (columns - beside.length >= narrowest) return hangingIndent(beside, text, columns);
  return hangingIndent('  ', label === '' ? text : `${label}: ${text}`, columns, '    ');
}

/**
 * Widths at which columns fit together: as wide as their cells, and where that is too much the widest give way.
 * Undefined where they would become too narrow to be read.
 */
function readableWidths(
  columns: readonly (readonly string[])[],
  room: number,
): readonly number[] | undefined {
  const widths = columns.map(widest);
  const least = columns.map((cells, index) => Math.min(widths[index] ?? 0, readable(cells)));
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  for (; excess > 0; excess--) {
    const giving = widths.map((each, index) => (each > (least[index] ?? 0) ? each : 0));
    const width = Math.max(0, ...giving);
    if (width === 0) return undefined;
    widths[giving.indexOf(width)] = width - 1;
  }
  return widths;
}

/** A column narrower than this is hard to read. */
const narrowestColumn = 12;

/** Words up to this width stay whole, as most IDs of AWS do; longer ones may be broken where `wrap` does. */
const longestWord = 20;

/** Pieces of words up to this width stay whole, as most names of actions do; nothing asks for more. */
const longestPiece = 32;

/** The least width at which cells can be read. */
function readable(cells: readonly string[]): number {
  const words = cells.flatMap((cell) => cell.split(' '));
  const pieces = words.flatMap((word) => (stringWidth(word) > longestWord ? piecesOf(word) : [word]));
  return Math.max(narrowestColumn, Math.min(longestPiece, widest(pieces)));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, stringWidth(text)), 0);
}
