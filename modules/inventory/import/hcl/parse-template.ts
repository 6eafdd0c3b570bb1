import type { Cursor, HclExpression } from './hcl-tree.js';
import { skipExpression, take, unescaped } from './scan.js';

/**
 * A text with what it interpolates. `quoted` texts have escapes, heredocs have none; `$${` and `%%{` are literal in both.
 * Directives (`%{ if … }`) are not taken apart. `parseValue` reads what is interpolated.
 */
export function parseTemplate(
  text: string,
  offset: number,
  kind: 'quoted' | 'heredoc',
  parseValue: (text: string) => HclExpression | undefined,
): HclExpression {
  const cursor: Cursor = { text, index: 0, depth: 0 };
  const parts: HclExpression[] = [];
  const literal =
    kind === 'quoted' ? /(?:[^\\$%]|\\.|\$\$\{|%%\{|[$%](?!\{))+/suy : /(?:[^$%]|\$\$\{|%%\{|[$%](?!\{))+/suy;
  while (cursor.index < text.length) {
    const found = take(cursor, literal);
    if (found !== undefined) {
      const plain = found.replaceAll('$${', '${').replaceAll('%%{', '%{');
      parts.push({ kind: 'literal', offset, value: kind === 'quoted' ? unescaped(plain) : plain });
      continue;
    }
    const start = cursor.index;
    cursor.index += 2;
    skipExpression(cursor, /\}/y);
    const inner = text.slice(start + 2, cursor.index++);
    if (text[start] === '%') return { kind: 'other', offset, text: text.slice(start, cursor.index) };
    parts.push({ ...interpolated(inner.trim(), parseValue), offset });
  }
  const [only, second] = parts;
  if (only === undefined) return { kind: 'literal', offset, value: '' };
  if (second === undefined && only.kind === 'literal') return only;
  return { kind: 'template', offset, parts };
}

/** The value of `${…}`; `~` beside a brace strips white space around it, which is not done here. */
function interpolated(text: string, parseValue: (text: string) => HclExpression | undefined): HclExpression {
  const value = /^~|~$/.test(text) ? undefined : parseValue(text);
  return value ?? { kind: 'other', offset: 0, text: `\${${text}}` };
}
