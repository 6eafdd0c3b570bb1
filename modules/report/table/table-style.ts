/** How a table is drawn. */
export interface TableStyle {
  /** Columns of the terminal; undefined where nothing limits the width. */
  readonly columns: number | undefined;
  /** Lines above the table. */
  readonly title?: string;
  /** Paints the title, the line of heads, and the headings of blocks. */
  readonly head: (text: string) => string;
  /** Paints a line of a row. */
  readonly line?: (text: string, row: number) => string;
  /** False keeps rows of several lines together; otherwise an empty line separates them. */
  readonly apart?: boolean;
  /** Which cell of a row heads its block where the table is too wide to be read, counted from 1; the cells before it are signs. */
  readonly heading?: number;
}
