import { Lexer, parseDocument, type YAMLError } from 'yaml';
import type { Finding } from '../../policy/problems/problem.js';
import { positionsIn } from '../../policy/text/position.js';
import { type ParsedYaml, yamlTree } from './yaml-tree.js';

const maxSyntaxErrors = 5;

/**
 * Reads YAML 1.2, and so JSON, and keeps the place of everything. Never throws. Plain scalars follow the core
 * schema whatever a `%YAML` directive says: `on` and `no` are texts.
 */
export function parseYaml(text: string): ParsedYaml {
  const depth = nestsTooDeep(text);
  if (depth !== undefined) return { tree: undefined, findings: [depth] };
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (document.errors.length > 0) {
    return { tree: undefined, findings: firstOfLines(text, document.errors).map(syntaxFinding) };
  }
  return yamlTree(document.contents);
}

/** One slip in YAML echoes on its line and through those that follow: the first of a line counts, and few lines. */
function firstOfLines(text: string, errors: readonly YAMLError[]): readonly YAMLError[] {
  const positionOf = positionsIn(text);
  const lines = new Map([...errors].reverse().map((error) => [positionOf(error.pos[0]).line, error]));
  return [...lines.values()].reverse().slice(0, maxSyntaxErrors);
}

function syntaxFinding(error: YAMLError): Finding {
  const [message, help] = words(error);
  return {
    kind: error.code === 'MULTIPLE_DOCS' ? 'yaml-not-supported' : 'yaml-syntax',
    severity: 'error',
    path: [],
    offset: error.pos[0],
    message,
    help,
  };
}

function words(error: YAMLError): readonly [message: string, help: string] {
  switch (error.code) {
    case 'MULTIPLE_DOCS':
      return ['a second document begins here', 'keep one document in the file; `environments` holds several'];
    case 'TAB_AS_INDENT':
      return ['a tab, with which YAML cannot be indented', 'indent with spaces'];
    case 'BAD_INDENT':
      return [lowerFirst(error.message), 'line the keys of one level up in one column'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [
        'a key where a text was expected',
        'line the keys of one level up in one column, and put texts that hold `: ` into quotes',
      ];
    case 'BAD_SCALAR_START':
      return [lowerFirst(error.message), 'put the text into quotes'];
    case 'RESOURCE_EXHAUSTION':
      return ['nested deeper than any configuration', 'check what wrote the file'];
    default:
      return [lowerFirst(error.message), 'look at the line and the one before it'];
  }
}

function lowerFirst(message: string): string {
  return `${message.charAt(0).toLowerCase()}${message.slice(1)}`.replaceAll('\n', ' ');
}

/** Ten times as deep as a configuration can be. */
const deepest = 100;

/**
 * Whether a text is nested deeper than the parser, which is recursive, should be asked to follow. Looks at the
 * tokens alone: open brackets, and indicators that nest within one line (`- - - a`).
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
