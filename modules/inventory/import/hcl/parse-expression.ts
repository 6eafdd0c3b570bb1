import { type Cursor, close, type HclEntry, HclError, type HclExpression, open } from './hcl-tree.js';
import { parseTemplate } from './parse-template.js';
import { skipExpression, skipSpace, skipTemplate, take, takeHeredoc, takeName } from './scan.js';

/** What ends an expression: the end of its line, or what separates the items of something in brackets. */
export type Ends = 'line' | 'item';

const endings: Readonly<Record<Ends, RegExp>> = {
  line: /\r?\n|\}/y,
  item: /[,)\]}:=]|\r?\n/y,
};

/**
 * The value at the cursor. Texts, lists, objects, calls and references are taken apart; operators, conditions, splats and
 * `for` are not.
 */
export function parseExpression(cursor: Cursor, ends: Ends): HclExpression {
  skipSpace(cursor);
  const offset = cursor.index;
  open(cursor);
  const simple = parseSimple(cursor);
  close(cursor);
  if (simple !== undefined) {
    skipSpace(cursor);
    const ending = endings[ends];
    ending.lastIndex = cursor.index;
    const isOver = cursor.index >= cursor.text.length || ending.test(cursor.text);
    if (isOver && !/^==/.test(cursor.text.slice(cursor.index, cursor.index + 2))) return simple;
  }
  cursor.index = offset;
  skipExpression(cursor, ends === 'line' ? /\r?\n|\}/y : /[,)\]}]|\r?\n(?!\s*[?:&|+*/.<>=!-])/y);
  const text = cursor.text.slice(offset, cursor.index).trim();
  if (text === '') throw new HclError('expected a value', offset);
  return { kind: 'other', offset, text };
}

function parseSimple(cursor: Cursor): HclExpression | undefined {
  const offset = cursor.index;
  switch (cursor.text[offset]) {
    case '"':
      skipTemplate(cursor);
      return parseTemplate(
        cursor.text.slice(offset + 1, cursor.index - 1),
        offset,
        'quoted',
        parseInner(cursor),
      );
    case '[':
      return parseList(cursor);
    case '{':
      return parseObject(cursor);
    case '<': {
      const heredoc = takeHeredoc(cursor);
      return heredoc === undefined
        ? undefined
        : parseTemplate(heredocText(heredoc), offset, 'heredoc', parseInner(cursor));
    }
    default:
      return parseWord(cursor);
  }
}

/** Reads what a text at the cursor interpolates; undefined where that is more than one value. */
function parseInner({ depth }: Cursor): (text: string) => HclExpression | undefined {
  return (text) => {
    const inner: Cursor = { text, index: 0, depth };
    const value = parseExpression(inner, 'line');
    return inner.index >= text.length ? value : undefined;
  };
}

/** The lines between the markers; `<<-` takes the white space away that all of them begin with. */
function heredocText(heredoc: string): string {
  const lines = heredoc.replaceAll('\r\n', '\n').split('\n').slice(1, -1);
  const text = lines.map((line) => `${line}\n`).join('');
  if (!heredoc.startsWith('<<-')) return text;
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents, 1000);
  return lines.map((line) => `${line.slice(indent)}\n`).join('');
}

function parseWord(cursor: Cursor): HclExpression | undefined {
  const offset = cursor.index;
  const number = take(cursor, /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number !== undefined) return { kind: 'literal', offset, value: Number(number) };
  const name = takeName(cursor);
  if (name === undefined || name === 'for') return undefined;
  if (name === 'true' || name === 'false') return { kind: 'literal', offset, value: name === 'true' };
  if (name === 'null') return { kind: 'literal', offset, value: null };
  if (cursor.text[cursor.index] === '(') {
    const parameters = parseItems(cursor, ')');
    return parameters && { kind: 'call', offset, name, parameters };
  }
  const rest =
    take(cursor, /(?:\.[\p{ID_Start}_][\p{ID_Continue}-]*|\.\d+|\[(?:\d+|"[^"$%\\\n]*")\])+/uy) ?? '';
  return { kind: 'reference', offset, text: `${name}${rest}` };
}

function parseList(cursor: Cursor): HclExpression | undefined {
  const offset = cursor.index;
  const items = parseItems(cursor, ']');
  return items && { kind: 'list', offset, items };
}

/** Values between brackets; undefined for a `for` expression and for arguments that are spread. */
function parseItems(cursor: Cursor, closing: string): readonly HclExpression[] | undefined {
  cursor.index++;
  const items: HclExpression[] = [];
  for (;;) {
    skipSpace(cursor, 'lines');
    if (cursor.text[cursor.index] === closing) {
      cursor.index++;
      return items;
    }
    if (items.length === 0 && /^for\s/.test(cursor.text.slice(cursor.index, cursor.index + 4)))
      return undefined;
    items.push(parseExpression(cursor, 'item'));
    skipSpace(cursor, 'lines');
    if (cursor.text[cursor.index] === ',') cursor.index++;
    else if (cursor.text[cursor.index] !== closing) return undefined;
  }
}

function parseObject(cursor: Cursor): HclExpression | undefined {
  const offset = cursor.index++;
  const entries: HclEntry[] = [];
  for (;;) {
    skipSpace(cursor, 'lines');
    if (cursor.text[cursor.index] === '}') {
      cursor.index++;
      return { kind: 'object', offset, entries };
    }
    if (entries.length === 0 && /^for\s/.test(cursor.text.slice(cursor.index, cursor.index + 4)))
      return undefined;
    const key = parseKey(cursor);
    skipSpace(cursor, 'lines');
    if (key === undefined || take(cursor, /[=:]/y) === undefined) return undefined;
    entries.push({ key, value: parseExpression(cursor, 'item') });
    skipSpace(cursor, 'lines');
    if (cursor.text[cursor.index] === ',') cursor.index++;
  }
}

/** A bare key is a text; one in parentheses is a value, which is not taken apart. */
function parseKey(cursor: Cursor): HclExpression | undefined {
  const offset = cursor.index;
  if (cursor.text[offset] === '(') return undefined;
  const key = parseSimple(cursor);
  if (key?.kind === 'reference') return { kind: 'literal', offset, value: key.text };
  return key;
}
