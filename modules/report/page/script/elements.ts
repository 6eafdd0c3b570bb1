/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What a cell or an element may hold; strings become text, never markup. */
export type Content = Node | string;

/** The rows of a table, made when they are shown. */
export interface Rows {
  readonly count: number;
  readonly cellsOf: (row: number) => readonly Content[];
}

/** The element of an ID. */
export function byId(id: string): HTMLElement {
  return document.getElementById(id) ?? document.body;
}

/** Makes an element; its children are text or elements. */
export function make(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Content[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Makes an element of a drawing. */
export function draw(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** The rows of a table that are shown at first. */
const maxRows = 50;

/** Makes a table that scrolls by itself. Of many rows the first are shown, and a button shows all. */
export function table(heads: readonly string[], { count, cellsOf }: Rows, label: string): HTMLElement {
  const body = make('tbody', {});
  const fill = (from: number, to: number): void => {
    for (let row = from; row < to; row++) body.append(rowOf(cellsOf(row)));
  };
  fill(0, Math.min(count, maxRows));
  const head = make('tr', {}, ...heads.map((text) => make('th', { scope: 'col' }, text)));
  const inner = make('table', {}, make('thead', {}, head), body);
  const box = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label }, inner);
  if (count <= maxRows) return box;
  const button = make('button', { type: 'button' }, `Show all ${count}`);
  const note = make('p', { class: 'note' }, `The first ${maxRows} of ${count} are shown. `, button);
  button.addEventListener('click', () => {
    note.remove();
    fill(maxRows, count);
    box.focus();
  });
  return make('div', {}, note, box);
}

function rowOf([first = '', ...others]: readonly Content[]): HTMLElement {
  return make('tr', {}, make('th', { scope: 'row' }, first), ...others.map((cell) => make('td', {}, cell)));
}
