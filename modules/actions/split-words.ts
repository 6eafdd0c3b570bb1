/** A word of a command line; a quoted word is never an option or an operator. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/**
 * Splits a line as a shell does: white space between words, quotes, backslashes. As chat allows it, JSON may
 * stand unquoted, white space inside: `--payload {"ip": "192.0.2.0/24"}` is two words. Undefined when a quote
 * or a bracket is never closed.
 */
export function splitWords(line: string): readonly Word[] | undefined {
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(line.charAt(at))) at++;
    if (at >= line.length) return words;
    const end = /[[{]/.test(line.charAt(at)) ? endOfJson(line, at) : endOfWord(line, at);
    if (end === undefined) return undefined;
    words.push(wordOf(line.slice(at, end)));
    at = end;
  }
}

function endOfWord(line: string, start: number): number | undefined {
  let quote = '';
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (/\s/.test(character)) return at;
  }
  return quote === '' ? line.length : undefined;
}

/** The end of the white space free run in which the bracket that opens at `start` closes. */
function endOfJson(line: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    if (inString) {
      if (character === '\\') at++;
      else inString = character !== '"';
    } else if (character === '"') inString = true;
    else if (/[[{]/.test(character)) depth++;
    else if (/[\]}]/.test(character)) depth--;
    else if (depth <= 0 && /\s/.test(character)) return at;
  }
  return depth > 0 || inString ? undefined : line.length;
}

/** The word without its quotes and backslashes; JSON stays as it is. */
function wordOf(raw: string): Word {
  if (/^[[{]/.test(raw)) return { text: raw, quoted: true };
  const text = raw.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\([\s\S])/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? (escaped === '\n' ? '' : (escaped ?? '')),
  );
  return { text, quoted: /^["']/.test(raw) };
}
