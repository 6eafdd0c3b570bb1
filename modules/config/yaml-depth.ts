import { Lexer } from 'yaml';
import type { Finding } from '../policy/problem.js';

/** Ten times as deep as a configuration can be. */
const deepest = 100;

/**
 * Whether a text is nested deeper than the parser, which is recursive, should be asked to follow. Looks at the
 * tokens alone: open brackets, and indicators that nest within one line (`- - - a`).
 */
export function nestsTooDeep(text: string): Finding | undefined {
  let brackets = 0;
  let indicators = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?' || token === ':') indicators++;
    else if (token.startsWith('\n') || token.startsWith('\r') || token === ',') indicators = 0;
    if (brackets > deepest || indicators > deepest) return tooDeep(Math.min(offset, text.length));
    if (!controlTokens.has(token)) offset += token.length;
  }
  return undefined;
}

/** What the lexer adds to the text: marks for the start of a document, of a flow's end and of a scalar. */
const controlTokens: ReadonlySet<string> = new Set(['\u{2}', '\u{18}', '\u{1f}']);

function tooDeep(offset: number): Finding {
  return {
    kind: 'yaml-syntax',
    severity: 'error',
    path: [],
    offset,
    message: `nested more than ${deepest} levels deep`,
    help: 'no configuration is nested as deep; check what wrote the file',
  };
}
