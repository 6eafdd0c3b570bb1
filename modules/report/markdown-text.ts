import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';

/**
 * Text from outside for Markdown, also inside tables and HTML. It is shown as it is and has no effect, whatever
 * markup, mention, reference or link it contains. Code hosts look for mentions after they have decoded entities, but
 * not inside code, so the sign of a possible mention becomes a code element.
 * @see https://docs.gitlab.com/user/markdown/#gitlab-specific-references
 */
export function markdownText(text: string): string {
  return escapeControlCharacters(text)
    .split(mention)
    .map((part, index) => (index % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)))
    .join('');
}

/** Signs that begin a mention of a person, issue, merge request, label, milestone, snippet, alert or epic. */
const mention = /(@|[#!%~$^&](?=[\p{L}\p{N}_"])|(?<=\bGH)-(?=\d))/iu;

function escaped(text: string): string {
  return text.replace(/[&<>\\`*_{}[\]#!|~@$]/g, entity).replace(/:(?=\/\/)|(?<=www)\./gi, entity);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
