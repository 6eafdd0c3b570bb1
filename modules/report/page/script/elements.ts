/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What a cell or an element may hold; strings become text, never markup. */
export type Content = Node | string;

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
