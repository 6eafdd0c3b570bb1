/**
 * Foreign text made safe to print in a line of text: control, format (right-to-left marks), surrogate and
 * line-separating characters, and spaces that are none, are written as `\u{…}`. Everything else stays as it is.
 */
export function escapeControlCharacters(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** `visible`, and cut to at most `maxLength` characters. */
export function shortened(text: string, maxLength: number): string {
  const shown = escapeControlCharacters(text.slice(0, maxLength * 2));
  const cut = shown.length > maxLength || text.length > maxLength * 2;
  return cut ? `${shown.slice(0, maxLength - 1)}…` : shown;
}
