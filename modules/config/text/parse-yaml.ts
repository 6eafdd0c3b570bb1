import { Lexer, parseDocument } from 'yaml';
import { type Finding, finding } from '../../policy/problems/problem.js';
import { syntaxErrorFinding } from './syntax-error.js';
import { type ParsedYaml, yamlTree } from './yaml-tree.js';

/**
 * Reads YAML 1.2, and so JSON, with the offset of each value. Never throws. Plain scalars follow the core schema
 * even below a `%YAML 1.1` directive: `on` and `no` are strings.
 */
export function parseYaml(text: string): ParsedYaml {
  const depth = nestsTooDeep(text);
  if (depth !== undefined) return { tree: undefined, tags: [], findings: [depth] };
  const document = parseDocument(text, {
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (document.errors.length > 0) {
    return { tree: undefined, tags: [], findings: [syntaxErrorFinding(text, document.errors, document)] };
  }
  return yamlTree(document.contents);
}

/** Ten times the depth that a configuration can have. */
const maxDepth = 100;

/**
 * The finding for a text that is nested too deep for the parser, which is recursive. Only tokens are counted: open
 * brackets, and indicators that nest within one line (`- - - a`).
 */
function nestsTooDeep(text: string): Finding | undefined {
  let brackets = 0;
  let indicators = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?' || token === ':') indicators++;
    else if (token.startsWith('\n') || token.startsWith('\r') || token === ',') indicators = 0;
    if (brackets > maxDepth || indicators > maxDepth) {
      const place = { path: [], offset: Math.min(offset, text.length) };
      return finding('yaml-syntax', 'error', place, { rule: 'too-deep', limit: maxDepth });
    }
    if (!controlTokens.has(token)) offset += token.length;
  }
  return undefined;
}

/** Tokens that the lexer adds to the text: the start of a document, the end of a flow collection, a scalar. */
const controlTokens: ReadonlySet<string> = new Set(['\u{2}', '\u{18}', '\u{1f}']);
