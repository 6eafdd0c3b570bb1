import { escapeControlCharacters } from '../policy/text/escape-control-characters.js';

/**
 * Foreign text for Markdown, also inside tables and HTML: it shows as it is and does nothing, whatever markup,
 * mention, reference or link it holds.
 */
export function markdownText(text: string): string {
  return escapeControlCharacters(text)
    .replace(/[&<>\\`*_{}[\]#!|~@$]/g, entity)
    .replace(/:(?=\/\/)|(?<=www)\./gi, entity);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
