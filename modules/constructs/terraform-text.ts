import { Tokenization } from 'cdktf';

/**
 * A text as a Terraform string that evaluates to it: the start of an interpolation (`${`) or directive (`%{`) is escaped;
 * tokens stay as they are.
 */
export function terraformText(text: string): string {
  const pieces = text.split(/(\$\{TfToken\[[^\]]*\]\})/);
  return pieces
    .map((piece, index) => (index % 2 === 1 && isToken(piece) ? piece : escaped(piece, pieces.length > 1)))
    .join('');
}

/** The same for every text in a record, keys included. */
export function terraformTexts(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [terraformText(key), terraformText(text)]),
  );
}

/** Text between the quotes of a string inside an expression. */
export function quotedInExpression(text: string): string {
  const characters: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const text2 = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[\n\r\t]/g, (character) => characters[character] ?? '');
  return escaped(text2, false);
}

/** Whether cdktf knows the token; text that only looks like one is text. */
export function isToken(text: string): boolean {
  try {
    return Tokenization.reverseString(text).tokens.length > 0;
  } catch {
    return false;
  }
}

/**
 * Beside a token the usual escape `$${` does not work: cdktf reads it as the start of an expression and writes the next
 * token without its braces, and a `$` right before a token would escape it. A string expression of dollars works.
 */
function escaped(text: string, besideToken: boolean): string {
  const directives = text.replace(/%\{/g, '%%{');
  if (!besideToken) return directives.replace(/\$\{/g, '$$${');
  return directives.replace(
    /(\$+)(\{|$)/g,
    (_, dollars: string, brace: string) => `\${"${dollars}"}${brace}`,
  );
}
