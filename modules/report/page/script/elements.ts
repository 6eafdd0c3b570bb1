/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What a cell or an element may hold; strings become text, never markup. */
export type Content = Node | string;

/** How the script makes what the page shows. */
export interface Elements {
  /** The element of an id. */
  readonly byId: (id: string) => HTMLElement;
  readonly make: (
    name: string,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly Content[]
  ) => HTMLElement;
  /** An element of a drawing. */
  readonly draw: (name: string, attributes: Readonly<Record<string, string | number>>) => SVGElement;
  /** A table that scrolls by itself. Of many rows the first are shown, and a button shows all. */
  readonly table: (heads: readonly string[], rows: Rows, label: string) => HTMLElement;
}

/** The rows of a table, made when they are shown. */
export interface Rows {
  readonly count: number;
  readonly cellsOf: (row: number) => readonly Content[];
}

/** Put into the page as text: uses nothing but the browser. */
export function elements(): Elements {
  const most = 50;
  const make: Elements['make'] = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const rowOf = (cells: readonly Content[]): HTMLElement => {
    const [first = '', ...others] = cells;
    return make('tr', {}, make('th', { scope: 'row' }, first), ...others.map((cell) => make('td', {}, cell)));
  };
  return {
    make,
    byId: (id) => document.getElementById(id) ?? document.body,
    draw: (name, attributes) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
      return element;
    },
    table: (heads, { count, cellsOf }, label) => {
      const body = make('tbody', {});
      const fill = (from: number, to: number): void => {
        for (let row = from; row < to; row++) body.append(rowOf(cellsOf(row)));
      };
      fill(0, Math.min(count, most));
      const head = make('tr', {}, ...heads.map((text) => make('th', { scope: 'col' }, text)));
      const inner = make('table', {}, make('thead', {}, head), body);
      const box = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, inner);
      if (count <= most) return box;
      const button = make('button', { type: 'button' }, `Show all ${count}`);
      const note = make('p', { class: 'note' }, `The first ${most} of ${count} are shown. `, button);
      button.addEventListener('click', () => {
        note.remove();
        fill(most, count);
        box.focus();
      });
      return make('div', {}, note, box);
    },
  };
}
