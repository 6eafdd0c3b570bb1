import { createScanner, type JSONVisitor, ParseErrorCode, SyntaxKind, visit } from 'jsonc-parser';
import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import type { JsonKind } from '../problems/text-problems.js';
import { isJsonObject, type JsonValue } from './json.js';
import type { Path } from './path.js';
import type { Member, ScalarNode, SyntaxNode } from './syntax-tree.js';

/** The nesting that is read; no document of AWS or of this package needs as much. */
export const maxNesting = 100;

/** The result of `parseJson`. The text is valid JSON exactly if there are no findings. */
export interface ParsedJson {
  /** Also present if the only findings are comments, trailing commas, lone surrogates or a byte-order mark. */
  readonly tree: SyntaxNode | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Parses JSON and keeps the position of everything. `JSON.parse` decides whether the text is valid; the scan only
 * finds positions and reasons. Never throws, and needs no stack however deep the text is nested.
 */
export function parseJson(text: string): ParsedJson {
  const tooDeep = offsetBeyond(maxNesting, text);
  const { tree, findings } = treeOf(tooDeep === undefined ? text : text.slice(0, tooDeep));
  const stopped = findings.find(({ kind }) => kind === 'json-syntax');
  if (tooDeep !== undefined && (stopped?.offset ?? tooDeep) >= tooDeep) {
    const place = { path: [], offset: tooDeep };
    return {
      tree: undefined,
      findings: [
        ...findings.filter((each) => each !== stopped),
        finding('json-too-deep', 'error', place, { limit: maxNesting }),
      ],
    };
  }
  if (findings.length > 0) return { tree: stopped === undefined ? tree : undefined, findings };
  try {
    JSON.parse(text);
    return { tree, findings };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    return {
      tree: undefined,
      findings: [finding('json-syntax', 'error', { path: [], offset }, { rule: 'refused' })],
    };
  }
}

/** Where a text is nested deeper than a limit; undefined if it is not. */
function offsetBeyond(limit: number, text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) depth++;
    if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) depth--;
    if (depth > limit) return scanner.getTokenOffset();
  }
  return undefined;
}

/** An object or list that is being read. */
type OpenNode =
  | { readonly kind: 'object'; readonly offset: number; readonly members: Member[]; key: Key | undefined }
  | { readonly kind: 'array'; readonly offset: number; readonly items: SyntaxNode[] };

type Key = Pick<Member, 'key' | 'offset'>;

/** Half of a pair: with the flag `u` a whole pair of surrogates is one character. */
const loneSurrogate = /\p{Cs}/u;

const byteOrderMark = '\uFEFF';

/** The state of the visit. */
interface Reading {
  readonly text: string;
  readonly open: OpenNode[];
  readonly findings: Finding[];
  tree: SyntaxNode | undefined;
  /** The offset of a comma that nothing follows yet. */
  comma: number | undefined;
  /** True after a syntax error. */
  stopped: boolean;
}

function treeOf(text: string): ParsedJson {
  const reading: Reading = {
    ...{ text, open: [], findings: [], tree: undefined, comma: undefined, stopped: false },
  };
  const marked = text.startsWith(byteOrderMark);
  if (marked) report(reading, 'json-byte-order-mark', 0, {});
  visit(marked ? ` ${text.slice(1)}` : text, visitorOf(reading), { allowTrailingComma: true });
  return { tree: reading.tree, findings: reading.findings };
}

function visitorOf(reading: Reading): JSONVisitor {
  const { text, open } = reading;
  const begin = (node: OpenNode) => {
    reading.comma = undefined;
    open.push(node);
  };
  const checkString = (value: string, offset: number) => {
    reading.comma = undefined;
    if (loneSurrogate.test(value)) report(reading, 'json-lone-surrogate', offset, {});
  };
  return {
    onObjectBegin: (offset) => begin({ kind: 'object', offset, members: [], key: undefined }),
    onArrayBegin: (offset) => begin({ kind: 'array', offset, items: [] }),
    onObjectEnd: (offset) => leave(reading, offset),
    onArrayEnd: (offset) => leave(reading, offset),
    onObjectProperty: (key, offset) => {
      const around = open.at(-1);
      if (around?.kind === 'object') around.key = { key, offset };
      checkString(key, offset);
    },
    onLiteralValue: (value: ScalarNode['value'], offset, length) => {
      checkString(typeof value === 'string' ? value : '', offset);
      close(reading, scalarOf(value, offset, text.slice(offset, offset + length)));
    },
    onSeparator: (character, offset) => {
      if (character === ',') reading.comma = offset;
    },
    onComment: (offset) => report(reading, 'json-comment', offset, {}),
    onError: (code, offset, length) => {
      if (code === ParseErrorCode.UnexpectedEndOfComment) return;
      report(reading, 'json-syntax', offset, syntaxFacts(code, text, offset, length));
      reading.stopped = true;
    },
  };
}

function report<K extends JsonKind>(reading: Reading, kind: K, offset: number, facts: ProblemFacts<K>): void {
  const { open, findings, stopped } = reading;
  if (!stopped) findings.push(finding(kind, 'error', { path: pathOf(open), offset }, facts));
}

/** Ends the innermost object or list. The end of the text is reported by the parser. */
function leave(reading: Reading, offset: number): void {
  const { text, open, comma } = reading;
  const bracket = text.charAt(offset);
  if (bracket === '') return;
  const node = open.pop();
  if (comma !== undefined) report(reading, 'json-trailing-comma', comma, { bracket });
  reading.comma = undefined;
  if (node?.kind === 'array') close(reading, node);
  else if (node !== undefined) {
    close(reading, { kind: 'object', offset: node.offset, members: node.members });
  }
}

/** Adds a complete value to what is around it. */
function close(reading: Reading, node: SyntaxNode): void {
  const around = reading.open.at(-1);
  if (around === undefined) reading.tree = node;
  else if (around.kind === 'array') around.items.push(node);
  else if (around.key !== undefined) {
    around.members.push({ ...around.key, value: node });
    around.key = undefined;
  }
}

/** The path of the value that is read next. */
function pathOf(open: readonly OpenNode[]): Path {
  return open.flatMap((node) => (node.kind === 'array' ? node.items.length : (node.key?.key ?? [])));
}

function scalarOf(value: ScalarNode['value'], offset: number, text: string): ScalarNode {
  if (typeof value === 'string') return { kind: 'string', offset, value };
  if (typeof value === 'number') return { kind: 'number', offset, value, text };
  if (typeof value === 'boolean') return { kind: 'boolean', offset, value };
  return { kind: 'null', offset, value };
}

/** The facts of an error of the parser. */
function syntaxFacts(
  code: ParseErrorCode,
  text: string,
  offset: number,
  length: number,
): ProblemFacts<'json-syntax'> {
  const found = text.slice(offset, offset + length);
  switch (code) {
    case ParseErrorCode.UnexpectedEndOfString:
      return { rule: 'string-end' };
    case ParseErrorCode.UnexpectedEndOfNumber:
      return { rule: 'number-end' };
    case ParseErrorCode.InvalidUnicode:
    case ParseErrorCode.InvalidEscapeCharacter:
      return { rule: 'escape' };
    case ParseErrorCode.InvalidCharacter:
      return { rule: 'control-character' };
    case ParseErrorCode.InvalidSymbol:
      return { rule: 'symbol', found };
    case ParseErrorCode.EndOfFileExpected:
      return { rule: 'after-end', found };
  }
  if (found === '') return { rule: 'text-end' };
  const afterZero = /^\d/.test(found) && text.charAt(offset - 1) === '0';
  if (code === ParseErrorCode.CommaExpected && afterZero) return { rule: 'leading-zero', found };
  return { rule: 'unexpected', found, expected: expectedAt[code] ?? 'value' };
}

const expectedAt: Readonly<Record<number, 'key' | 'colon' | 'comma'>> = {
  [ParseErrorCode.PropertyNameExpected]: 'key',
  [ParseErrorCode.ColonExpected]: 'colon',
  [ParseErrorCode.CommaExpected]: 'comma',
};

/** What `JSON.parse` made of a text, counted. */
interface JsonSurvey {
  /** Keys of all objects; of a key that is written twice in one object `JSON.parse` keeps one. */
  readonly keys: number;
  /** The depth of nested objects and lists; counting stops one level above the limit. */
  readonly depth: number;
}

/** Counts the keys and the nesting of a value, down to one level below `deepest`. */
export function surveyJson(value: JsonValue, deepest: number): JsonSurvey {
  let keys = 0;
  let depth = 0;
  const walk = (node: JsonValue | undefined, level: number): void => {
    if (level > depth) depth = level;
    if (level > deepest) return;
    if (isJsonObject(node)) {
      for (const key in node) {
        keys++;
        const below = node[key];
        if (isNested(below)) walk(below, level + 1);
      }
    } else for (const item of node as readonly JsonValue[]) if (isNested(item)) walk(item, level + 1);
  };
  if (isNested(value)) walk(value, 1);
  return { keys, depth };
}

function isNested(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * How many keys a JSON text writes at most: colons that follow a quote. Exact but for strings that hold such a
 * colon themselves, so a text with as many as its value has keys contains no duplicates.
 */
export function maxWrittenKeys(text: string): number {
  let keys = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (isWhiteSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === quote) keys++;
  }
  return keys;
}

const quote = 0x22;

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
