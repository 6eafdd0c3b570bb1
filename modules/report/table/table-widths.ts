import stringWidth from 'string-width';
import { piecesOf } from './wrap.js';

/**
 * Widths at which columns fit together: as wide as their cells, and where that is too much the widest give way.
 * Undefined where they would become too narrow to be read.
 */
export function readableWidths(
  columns: readonly (readonly string[])[],
  room: number,
): readonly number[] | undefined {
  const widths = columns.map(widest);
  const least = columns.map((cells, index) => Math.min(widths[index] ?? 0, readable(cells)));
  let excess = widths.reduce((sum, each) => sum + each, 0) - room;
  for (; excess > 0; excess--) {
    const giving = widths.map((each, index) => (each > (least[index] ?? 0) ? each : 0));
    const most = Math.max(0, ...giving);
    if (most === 0) return undefined;
    widths[giving.indexOf(most)] = most - 1;
  }
  return widths;
}

/** A column narrower than this is hard to read, whatever stands in it. */
const narrowest = 12;

/** Words up to this width stay whole, as most ids of AWS do; longer ones may be broken where `wrap` does. */
const longestWord = 20;

/** Pieces of words up to this width stay whole, as most names of actions do; nothing asks for more. */
const longestPiece = 32;

/** The least width at which cells can be read. */
function readable(cells: readonly string[]): number {
  const words = cells.flatMap((cell) => cell.split(' '));
  const pieces = words.flatMap((word) => (stringWidth(word) > longestWord ? piecesOf(word) : [word]));
  return Math.max(narrowest, Math.min(longestPiece, widest(pieces)));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
}
