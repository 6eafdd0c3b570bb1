import { type Cursor, close, HclError, open } from './hcl-tree.js';

/** Goes past white space and comments; past the ends of lines only where they do not count. */
export function skipSpace(cursor: Cursor, over: 'spaces' | 'lines' = 'spaces'): void {
  const space = over === 'lines' ? /[ \t\r\n]*/y : /(?:[ \t]|\r(?=\n))*/y;
  for (;;) {
    take(cursor, space);
    if (take(cursor, /(?:#|\/\/)[^\n]*/y) !== undefined) continue;
    if (!cursor.text.startsWith('/*', cursor.index)) return;
    const end = cursor.text.indexOf('*/', cursor.index + 2);
    if (end < 0) throw new HclError('a comment that does not end', cursor.index);
    cursor.index = end + 2;
  }
}

/** Takes what a sticky pattern matches; undefined where that is nothing. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.index;
  const found = pattern.exec(cursor.text)?.[0];
  if (found === undefined || found === '') return undefined;
  cursor.index += found.length;
  return found;
}

/** An identifier, such as the name of an attribute. */
export function takeName(cursor: Cursor): string | undefined {
  return take(cursor, /[\p{ID_Start}_][\p{ID_Continue}-]*/uy);
}

/** A quoted text without templates, such as the label of a block. */
export function takeString(cursor: Cursor): string {
  const start = cursor.index;
  const found = take(cursor, /"(?:[^"\\\n]|\\[^\n])*"/y);
  if (found === undefined) throw new HclError('a text that does not end', start);
  return unescaped(found.slice(1, -1));
}

/** What the escapes of a quoted text stand for. */
export function unescaped(text: string): string {
  return text.replace(/\\(u[\da-fA-F]{4}|U[\da-fA-F]{8}|.)/gu, (whole, code: string) => {
    if (code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    return { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }[code] ?? whole;
  });
}

/** A heredoc with its markers, which the cursor stands at; undefined where there is none. */
export function takeHeredoc(cursor: Cursor): string | undefined {
  const start = cursor.index;
  const [opening, marker] =
    /^<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)[ \t]*\r?\n/u.exec(cursor.text.slice(start, start + 200)) ?? [];
  if (opening === undefined || marker === undefined) return undefined;
  let at = start + opening.length;
  for (;;) {
    const end = cursor.text.indexOf('\n', at);
    const line = cursor.text.slice(at, end < 0 ? undefined : end);
    if (line.trim() === marker) {
      cursor.index = at + line.trimEnd().length;
      return cursor.text.slice(start, cursor.index);
    }
    if (end < 0) throw new HclError('a heredoc that does not end', start);
    at = end + 1;
  }
}

/** Goes to the end of an expression of whatever kind: past brackets, texts and comments, until `ends` matches. */
export function skipExpression(cursor: Cursor, ends: RegExp): void {
  const brackets: string[] = [];
  const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  while (cursor.index < cursor.text.length) {
    const at = cursor.index;
    if (brackets.length === 0) {
      ends.lastIndex = at;
      if (ends.test(cursor.text)) return;
    }
    const character = cursor.text[at] ?? '';
    if (character === '"') skipTemplate(cursor);
    else if (/^(?:#|\/[/*])/.test(cursor.text.slice(at, at + 2))) skipSpace(cursor);
    else if (takeHeredoc(cursor) === undefined) {
      const closing = pairs[character];
      if (closing !== undefined) brackets.push(closing);
      else if (/[)\]}]/.test(character) && brackets.pop() !== character)
        throw new HclError('a bracket that nothing opened', at);
      cursor.index++;
    }
  }
  if (brackets.length > 0) throw new HclError('a bracket that is not closed', cursor.index);
}

/** Goes past a quoted text with whatever it interpolates. */
export function skipTemplate(cursor: Cursor): void {
  const start = cursor.index++;
  for (;;) {
    const part = take(cursor, /(?:[^"\\$%\n]|\\[^\n]|\$\$\{|%%\{|[$%](?!\{))+|[$%]\{|"/y);
    if (part === undefined) throw new HclError('a text that does not end', start);
    if (part === '"') return;
    if (part !== '${' && part !== '%{') continue;
    open(cursor);
    skipExpression(cursor, /\}/y);
    close(cursor);
    cursor.index++;
  }
}
