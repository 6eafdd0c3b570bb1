/** Text as a quoted string of Terraform's language. */
export function hclString(text: string): string {
  return `"${hclText(text)}"`;
}

/** The same without the quotes: what would begin an interpolation or a directive is escaped. */
export function hclText(text: string): string {
  return templateText(text.replace(/[\\"]/g, '\\$&'))
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codePoint);
}

/** Text as a template of Terraform: what would begin an interpolation or a directive is escaped, and nothing else. */
export function templateText(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

/** What nobody sees (control characters, right-to-left marks) is written out, so that a reviewer does. */
function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
