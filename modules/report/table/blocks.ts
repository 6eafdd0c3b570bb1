import stringWidth from 'string-width';
import type { TableStyle } from './table-style.js';
import { hanging, wrap } from './wrap.js';

/**
 * A table that is too wide to be read as one: each row is a block of lines, headed by its first cells, with the others
 * below, each after the head of its column. Cells are safe to print already.
 */
export function renderBlocks(
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
    const above = hanging(signs, row[heading - 1] ?? '', columns);
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

/** Columns a text needs to stand in a column of its own beside its label. */
const narrowest = 20;

function labelled(label: string, text: string, widest: number, columns: number): readonly string[] {
  if (text === '') return [];
  if (widest === 0) return hanging('  ', text, columns);
  const beside = `  ${label.padEnd(widest)}  `;
  if (columns - beside.length >= narrowest) return hanging(beside, text, columns);
  return hanging('  ', label === '' ? text : `${label}: ${text}`, columns, '    ');
}
