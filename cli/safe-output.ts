/**
 * Text that is safe to print, whatever names from outside it contains. Control and bidirectional characters are
 * written as `\uXXXX`, which JSON reads back as the character; line feeds and tabs stay. Escape sequences for colours
 * stay where `colour` is set, carriage returns where `terminal` is set. Commands of CI services are broken.
 */
export function safeOutput(
  text: string,
  { colour, terminal }: { readonly colour: boolean; readonly terminal: boolean },
): string {
  return text
    .replace(unsafe, (found) => {
      if (found === '\r' && terminal) return found;
      if (found.length > 1 && found.startsWith('\u001b')) return colour ? found : escaped(found);
      return escaped(found);
    })
    .replace(ciCommand, escaped);
}

/** A colour sequence, or a control, format or line-separating character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with a control character.
const unsafe = /\u001b\[[\d;]*m|(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * GitHub reads `::name::` at the start of a line, and `##[name]` anywhere in it; Azure Pipelines reads `##vso[` and
 * `##[`.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands (read 2026-11-30)
 * @see https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands (read 2026-11-30)
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour sequence may precede the command.
const ciCommand = /:(?=:)(?<=^(?:[^\S\n]|\u001b\[[\d;]*m)*:)|#(?=#(?:vso)?\[)/gim;

function escaped(text: string): string {
  const unit = (index: number): string => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`;
  return Array.from({ length: text.length }, (_, index) => unit(index)).join('');
}
