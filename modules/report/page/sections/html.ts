import { escapeControlCharacters } from '../../../policy/text/escape-control-characters.js';
import { counted, grouped } from '../../verdict.js';

/** A piece of HTML that `html` made. */
export interface Html {
  readonly html: string;
}

/** What can be inserted into HTML. Strings and numbers become text, never markup. */
export type Content = Html | string | number | undefined | readonly Content[];

/** A template for HTML that escapes everything that is inserted. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return { html: parts.reduce((text, part, index) => text + rendered(values[index - 1]) + part) };
}

/** Text for HTML, whatever it contains; control characters are shown as their code. */
export function escapeHtml(text: string): string {
  return escapeControlCharacters(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function rendered(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(rendered).join('');
}

/** A text whose parts between backticks become code. */
export function withCode(text: string): Content {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`));
}

/** A section of the page with its heading. */
export function section(id: string, title: Content, ...content: readonly Content[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>
`;
}

/** A list that is closed until the reader opens it. It prints open. */
export function folded(summary: Content, content: Content, open = false): Html {
  return open
    ? html`<details open><summary>${summary}</summary>${content}</details>`
    : html`<details><summary>${summary}</summary>${content}</details>`;
}

/** The first items, and the others in closed parts of at most `size` that show which items they contain. */
export function paged<T>(
  items: readonly T[],
  size: number,
  what: string,
  render: (items: readonly T[]) => Content,
): Content {
  const pages: Content[] = [render(items.slice(0, size))];
  for (let from = size; from < items.length; from += size) {
    const page = items.slice(from, from + size);
    const range =
      page.length === 1 ? `${from + 1}` : `${grouped(from + 1)} to ${grouped(from + page.length)}`;
    pages.push(folded(`${what} ${range} of ${grouped(items.length)}`, render(page)));
  }
  return pages;
}

/** Words joined by commas; those after the first eight are closed behind their number. */
export function few(words: readonly string[], what: string): Content {
  const rest = words.slice(8);
  if (rest.length < 2) return words.join(', ');
  return html`${words.slice(0, 8).join(', ')} <details class="more"><summary>${counted(rest.length, `more ${what}`)}</summary>${rest.join(', ')}</details>`;
}

/** A table that becomes a list of cards on a narrow screen: every cell repeats its column's heading. */
export function table(heads: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const head = heads.map((text) => html`<th scope="col">${text}</th>`);
  const body = rows.map(([first, ...others]) => {
    const cells = others.map((cell, index) => html`<td data-label="${heads[index + 1]}">${cell}</td>`);
    return html`<tr><th scope="row" data-label="${heads[0]}">${first}</th>${cells}</tr>
`;
  });
  return html`<table><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table>`;
}

/** A list. */
export function list(items: readonly Content[], kind = 'plain'): Html {
  return html`<ul class="${kind}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
