import type { Finding, Problem } from '../problems/problem.js';

/** A place in a text, both counted from 1; columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A function from an offset in `text` to its line and column. Lines end at `\n`, `\r\n` or `\r`. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (const lineEnd of text.matchAll(/\r\n|\n|\r/g)) starts.push(lineEnd.index + lineEnd[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** Returns findings as problems of a file: offsets become lines and columns. Sorted by position. */
export function problemsIn(
  source: { readonly text: string; readonly file?: string },
  findings: readonly Finding[],
): Problem[] {
  if (findings.length === 0) return [];
  const positionOf = positionsIn(source.text);
  return [...findings]
    .sort((a, b) => (a.offset ?? 0) - (b.offset ?? 0))
    .map(({ offset, ...finding }) => ({
      ...finding,
      ...(source.file === undefined ? {} : { file: source.file }),
      ...positionOf(offset ?? 0),
    }));
}
