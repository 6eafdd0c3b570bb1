import stringWidth from 'string-width';

/** Breaks at spaces where it can, inside a word where it must, and there after a sign if there is one. */
export function wrap(text: string, maxLength: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (stringWidth(longer) <= maxLength) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const part of piecesOf(word)) {
      if (line !== '' && stringWidth(line + part) > maxLength) {
        lines.push(line);
        line = '';
      }
      for (const character of part) {
        if (stringWidth(line + character) > maxLength) {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** The lines of a text after what the first begins with; the others begin with as many spaces, or with those given. */
export function hangingIndent(
  first: string,
  text: string,
  columns: number,
  further = ' '.repeat(stringWidth(first)),
): readonly string[] {
  const lines = wrap(text, Math.max(least, columns - stringWidth(further)));
  return lines.map((line, index) => `${index === 0 ? first : further}${line}`);
}

/** Columns that a hanging text gets, however narrow the terminal is. */
const least = 10;

/** The pieces of a word, which may be broken after each of them. */
export function piecesOf(word: string): readonly string[] {
  return word.match(partsOfWords) ?? [];
}

/** A word may be broken after a sign, and after a character of a script that has no spaces. */
const breaks = '._/:\\-\\p{Ideographic}\\p{sc=Hiragana}\\p{sc=Katakana}';
const partsOfWords = new RegExp(`[^${breaks}]*[${breaks}]|[^${breaks}]+`, 'gu');
