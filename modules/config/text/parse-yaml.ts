import { Lexer, parseDocument } from 'yaml';
import { type Finding, finding } from '../../policy/problems/problem.js';
import { syntaxErrorFinding } from './syntax-error.js';
import { type ParsedYaml, yamlTree } from './yaml-tree.js';

/**
 * Reads YAML 1.2, and so JSON, with the offset of each value. Never throws. Plain scalars follow the core schema
 * even below a `%YAML 1.1` directive: `on` and `no` are strings.
 */
export function parseYaml(text: string): ParsedYaml {
  const excess = tooMuchFor(text);
  if (excess !== undefined) return { tree: undefined, tags: [], findings: [excess] };
  const document = withoutStackTraces(() =>
    parseDocument(text, { schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'error' }),
  );
  if (document.errors.length > 0) {
    return { tree: undefined, tags: [], findings: [syntaxErrorFinding(text, document.errors, document)] };
  }
  return yamlTree(document.contents);
}

/** The parser creates an `Error` for each mistake, of which a file can have a million; their stacks would fill the memory. */
function withoutStackTraces<T>(parse: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Ten times the depth that a configuration can have. */
const maxDepth = 100;

/** Keys, values, separators and line breaks: 2 MB of a configuration have about 300,000. */
const maxTokens = 500_000;

/**
 * The finding for a text that has too many tokens, or is nested too deep for the parser, which is recursive: open
 * brackets, and indicators that nest within one line (`- - - a`).
 */
function tooMuchFor(text: string): Finding | undefined {
  let tokens = 0;
  let brackets = 0;
  let indicators = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets--;
    else if (token === '-' || token === '?' || token === ':') indicators++;
    else if (token.startsWith('\n') || token.startsWith('\r') || token === ',') indicators = 0;
    tokens++;
    const isTooDeep = brackets > maxDepth || indicators > maxDepth;
    if (isTooDeep || tokens > maxTokens) {
      const place = { path: [], offset: Math.min(offset, text.length) };
      const facts = isTooDeep
        ? ({ rule: 'too-deep', limit: maxDepth } as const)
        : ({ rule: 'too-many-tokens', limit: maxTokens } as const);
      return finding('yaml-syntax', 'error', place, facts);
    }
    if (!controlTokens.has(token)) offset += token.length;
  }
  return undefined;
}

/** Tokens that the lexer adds to the text: the start of a document, the end of a flow collection, a scalar. */
const controlTokens: ReadonlySet<string> = new Set(['\u{2}', '\u{18}', '\u{1f}']);
