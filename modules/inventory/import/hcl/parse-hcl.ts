import {
  type Cursor,
  close,
  type HclAttribute,
  type HclBlock,
  type HclBody,
  HclError,
  open,
} from './hcl-tree.js';
import { parseExpression } from './parse-expression.js';
import { skipSpace, takeName, takeString } from './scan.js';

/**
 * The blocks and attributes of a `.tf` file. Throws `HclError` for text that is none.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function parseHcl(text: string): HclBody {
  const cursor: Cursor = { text, index: text.startsWith('\uFEFF') ? 1 : 0, depth: 0 };
  const body = parseBody(cursor);
  if (cursor.index < text.length) throw new HclError('a closing brace too many', cursor.index);
  return body;
}

function parseBody(cursor: Cursor): HclBody {
  const attributes = new Map<string, HclAttribute>();
  const blocks: HclBlock[] = [];
  for (;;) {
    skipSpace(cursor, 'lines');
    const offset = cursor.index;
    if (offset >= cursor.text.length || cursor.text[offset] === '}') return { attributes, blocks };
    const name = takeName(cursor);
    if (name === undefined) throw new HclError('expected a name', offset);
    skipSpace(cursor);
    if (cursor.text[cursor.index] === '=') {
      cursor.index++;
      if (attributes.has(name)) throw new HclError(`a second \`${name}\``, offset);
      attributes.set(name, { offset, value: parseExpression(cursor, 'line') });
    } else blocks.push(parseBlock(cursor, name, offset));
  }
}

function parseBlock(cursor: Cursor, type: string, offset: number): HclBlock {
  const labels: string[] = [];
  while (cursor.text[cursor.index] !== '{') {
    const label = cursor.text[cursor.index] === '"' ? takeString(cursor) : takeName(cursor);
    if (label === undefined) throw new HclError('expected `=` or `{`', cursor.index);
    labels.push(label);
    skipSpace(cursor);
  }
  cursor.index++;
  open(cursor);
  const body = parseBody(cursor);
  close(cursor);
  if (cursor.text[cursor.index] !== '}') throw new HclError('a block that does not end', offset);
  cursor.index++;
  return { type, labels, offset, body };
}
