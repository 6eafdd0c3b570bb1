import stringWidth from 'string-width';

/** Breaks at spaces where it can, inside a word where it must, and there after a sign if there is one. */
export function wrap(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= most) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const part of word.match(partsOfWords) ?? []) {
      if (line !== '' && stringWidth(line + part) > most) {
        lines.push(line);
        line = '';
      }
      for (const character of part) {
        if (stringWidth(line + character) > most) {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
  }
  return [...lines, line];
}

/** What stands between signs after which a word may be broken. */
const partsOfWords = /[^._/:-]*[._/:-]|[^._/:-]+/gu;
