import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';
import { type Finding, finding } from '../problems/problem.js';
import type { ProblemKind } from '../problems/problem-kinds.js';
import { isJsonObject, type JsonValue } from './json.js';
import type { Path } from './path.js';
import { quoted } from './quote.js';
import type { Member, ScalarNode, SyntaxNode } from './syntax-tree.js';

/** Deeper than any document this package reads; AWS's own grammars end long before. */
export const maxNesting = 100;

/** What became of a text. It is JSON exactly when nothing was found. */
export interface ParsedJson {
  /** There as well where only comments, trailing commas, halves of characters or a byte-order mark are in the way. */
  readonly tree: SyntaxNode | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads a text as JSON and keeps the place of everything. `JSON.parse` decides whether it is JSON; the scan
 * only finds out where and why not. Never throws, and uses no stack however deep the text is nested.
 */
export function parseJson(text: string): ParsedJson {
  const scanned = scan(text);
  if (scanned.findings.length > 0) return scanned;
  try {
    JSON.parse(text);
    return scanned;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    const finding = {
      kind: 'json-syntax',
      severity: 'error',
      path: [],
      offset,
      message: 'this is not JSON',
      help: 'write this part again',
    } as const;
    return { tree: undefined, findings: [finding] };
  }
}

/** Where the scan stands: the objects and lists that are open, and what may come next. */
interface Scan {
  readonly open: Frame[];
  readonly findings: Finding[];
  expected: Expectation;
  /** Where the last comma was. */
  comma: number;
  /** Where the last token ended. */
  end: number;
  tree: SyntaxNode | undefined;
}

type Frame =
  | {
      readonly kind: 'object';
      readonly offset: number;
      readonly members: Member[];
      key: JsonToken | undefined;
    }
  | { readonly kind: 'array'; readonly offset: number; readonly items: SyntaxNode[] };

type Expectation =
  | 'a value'
  | 'a value or `]`'
  | 'a key'
  | 'a key or `}`'
  | 'a colon'
  | 'a comma or the end'
  | 'nothing';

/** Half a pair: with the flag `u` a whole pair of surrogates is one character. */
const loneSurrogate = /\p{Cs}/u;

function scan(text: string): ParsedJson {
  const state: Scan = { open: [], findings: [], expected: 'a value', comma: 0, end: 0, tree: undefined };
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (start === 1) {
    const message = 'the text begins with a byte-order mark, which JSON does not allow';
    report(state, 'json-byte-order-mark', 0, message, 'save the file as UTF-8 without a byte-order mark');
  }
  for (const token of jsonTokens(text, start)) {
    if (!take(state, token)) return { tree: undefined, findings: state.findings };
    state.end = token.offset + token.text.length;
  }
  return { tree: state.tree, findings: state.findings };
}

/** Takes one token; false when the scan cannot go on. */
function take(state: Scan, token: JsonToken): boolean {
  if (token.kind === 'comment') {
    report(state, 'json-comment', token.offset, 'a comment, which JSON does not allow', 'remove it');
    return true;
  }
  if (token.fault !== undefined) return stop(state, token, ...token.fault);
  if (state.expected === 'nothing') {
    return (
      token.kind === 'end' || unexpected(state, token, 'keep one document in the file, and nothing after it')
    );
  }
  if (token.kind === '}' || token.kind === ']') return leave(state, token);
  switch (state.expected) {
    case 'a comma or the end':
      return takeComma(state, token);
    case 'a colon':
      if (token.kind !== ':') return unexpected(state, token, 'write a colon between a key and its value');
      state.expected = 'a value';
      return true;
    case 'a key':
    case 'a key or `}`':
      return takeKey(state, token);
    case 'a value':
    case 'a value or `]`':
      return takeValue(state, token);
  }
}

function takeValue(state: Scan, token: JsonToken): boolean {
  if (token.kind === '{' || token.kind === '[') return enter(state, token);
  const scalar = scalarOf(token);
  if (scalar === undefined) return unexpected(state, token, adviceOnValue(token));
  if (token.kind === 'string') checkCharacters(state, token);
  close(state, scalar);
  return true;
}

function takeKey(state: Scan, token: JsonToken): boolean {
  const frame = state.open.at(-1);
  if (token.kind !== 'string' || frame?.kind !== 'object') {
    return unexpected(state, token, 'write keys in double quotes');
  }
  frame.key = token;
  checkCharacters(state, token);
  state.expected = 'a colon';
  return true;
}

function takeComma(state: Scan, token: JsonToken): boolean {
  if (token.kind !== ',') return unexpected(state, token, adviceBetween(token, state.end));
  state.comma = token.offset;
  state.expected = state.open.at(-1)?.kind === 'object' ? 'a key' : 'a value';
  return true;
}

function enter(state: Scan, { kind, offset }: JsonToken): boolean {
  if (state.open.length === maxNesting) {
    state.findings.push(finding('json-too-deep', 'error', { path: [], offset }, { limit: maxNesting }));
    return false;
  }
  if (kind === '{') state.open.push({ kind: 'object', offset, members: [], key: undefined });
  else state.open.push({ kind: 'array', offset, items: [] });
  state.expected = kind === '{' ? 'a key or `}`' : 'a value or `]`';
  return true;
}

/** Closes an object or a list; a comma before the bracket is named and forgiven. */
function leave(state: Scan, token: JsonToken): boolean {
  const frame = state.open.at(-1);
  const { expected } = state;
  const isItsOwn = frame?.kind === (token.kind === '}' ? 'object' : 'array');
  const afterComma = expected === 'a key' || (expected === 'a value' && frame?.kind === 'array');
  if (frame === undefined || !isItsOwn || expected === 'a colon' || (expected === 'a value' && !afterComma)) {
    return unexpected(state, token, adviceOnBracket(frame?.kind, isItsOwn));
  }
  state.open.pop();
  if (afterComma) {
    const message = `a comma before the closing \`${token.kind}\`, which JSON does not allow`;
    report(state, 'json-trailing-comma', state.comma, message, 'remove the comma');
  }
  const { offset } = frame;
  if (frame.kind === 'object') close(state, { kind: 'object', offset, members: frame.members });
  else close(state, { kind: 'array', offset, items: frame.items });
  return true;
}

/** Puts a whole value where it belongs. */
function close(state: Scan, node: SyntaxNode): void {
  const frame = state.open.at(-1);
  state.expected = frame === undefined ? 'nothing' : 'a comma or the end';
  if (frame === undefined) state.tree = node;
  else if (frame.kind === 'array') frame.items.push(node);
  else if (frame.key !== undefined) {
    frame.members.push({ key: frame.key.value, offset: frame.key.offset, value: node });
    frame.key = undefined;
  }
}

function scalarOf({ kind, offset, text, value }: JsonToken): ScalarNode | undefined {
  switch (kind) {
    case 'string':
      return { kind, offset, value };
    case 'number':
      return { kind, offset, value: Number(text), text };
    case 'boolean':
      return { kind, offset, value: text === 'true' };
    case 'null':
      return { kind, offset, value: null };
    default:
      return undefined;
  }
}

function checkCharacters(state: Scan, { offset, value }: JsonToken): void {
  if (!loneSurrogate.test(value)) return;
  const message = 'a string with half of a surrogate pair, which is no character';
  report(
    state,
    'json-lone-surrogate',
    offset,
    message,
    'write the character itself, or both halves of its escape',
  );
}

function unexpected(state: Scan, token: JsonToken, help: string): boolean {
  if (token.kind === 'end') {
    return stop(
      state,
      token,
      `the text ends where ${state.expected} was expected`,
      'the text is cut off or empty',
    );
  }
  const message =
    state.expected === 'nothing' ? 'after the end of the document' : `where ${state.expected} was expected`;
  return stop(state, token, `found ${quoted(token.text)} ${message}`, help);
}

function stop(state: Scan, { offset }: JsonToken, message: string, help: string): false {
  report(state, 'json-syntax', offset, message, help);
  return false;
}

function report(state: Scan, kind: ProblemKind, offset: number, message: string, help: string): void {
  state.findings.push({ kind, severity: 'error', path: pathOf(state), offset, message, help });
}

/** The path of what comes next. */
function pathOf({ open }: Scan): Path {
  return open.flatMap((frame) => (frame.kind === 'array' ? frame.items.length : (frame.key?.value ?? [])));
}

/** What to write in the place of something that is no value of JSON. */
function adviceOnValue({ kind, text }: JsonToken): string {
  const word = text.toLowerCase();
  if (kind !== 'unknown') return 'write the value, or remove what stands before it';
  if (['true', 'false', 'null'].includes(word)) return `write \`${word}\`, in lower case`;
  if (/^[+.]?\d/.test(text)) return 'write the number with digits before the point and without `+`';
  return 'write texts in double quotes, straight ones';
}

/** What to do about a token that follows a value. `end` is where the value ends. */
function adviceBetween({ kind, offset }: JsonToken, end: number): string {
  return kind === 'number' && offset === end
    ? 'JSON has no zeros before a number: write it without them, or as a text in double quotes'
    : 'add a comma before it, or remove it';
}

/** What to do about a bracket that closes too much or too early; `open` is what was opened last. */
function adviceOnBracket(open: 'object' | 'array' | undefined, isItsOwn: boolean): string {
  if (open === undefined) return 'remove it';
  if (isItsOwn) return 'write the value, or remove its key';
  return `close what was opened last first, with \`${open === 'object' ? '}' : ']'}\``;
}

/** A piece of a text that may be JSON. White space is left out, everything else has its place. */
interface JsonToken {
  readonly kind:
    | '{'
    | '}'
    | '['
    | ']'
    | ','
    | ':'
    | 'string'
    | 'number'
    | 'boolean'
    | 'null'
    | 'comment'
    | 'end'
    | 'unknown';
  readonly offset: number;
  /** As it stands in the text. */
  readonly text: string;
  /** What a string says, escapes undone. */
  readonly value: string;
  /** What is wrong with a string or a number, and what to do. */
  readonly fault?: Fault;
}

type Fault = readonly [message: string, help: string];

/** The tokens of a text, `end` last. Never throws and keeps nothing, however long the text is. */
function* jsonTokens(text: string, start: number): Generator<JsonToken, void> {
  const scanner = createScanner(text, false);
  scanner.setPosition(start);
  for (;;) {
    const token = scanner.scan();
    if (token === SyntaxKind.Trivia || token === SyntaxKind.LineBreakTrivia) continue;
    const offset = scanner.getTokenOffset();
    const kind = kindOf(token);
    const piece = text.slice(offset, offset + scanner.getTokenLength());
    const fault = faultOf(scanner.getTokenError());
    const value = kind === 'string' ? scanner.getTokenValue() : piece;
    yield { kind, offset, text: piece, value, ...(fault === undefined ? {} : { fault }) };
    if (kind === 'end') return;
  }
}

function kindOf(token: SyntaxKind): JsonToken['kind'] {
  switch (token) {
    case SyntaxKind.OpenBraceToken:
      return '{';
    case SyntaxKind.CloseBraceToken:
      return '}';
    case SyntaxKind.OpenBracketToken:
      return '[';
    case SyntaxKind.CloseBracketToken:
      return ']';
    case SyntaxKind.CommaToken:
      return ',';
    case SyntaxKind.ColonToken:
      return ':';
    case SyntaxKind.StringLiteral:
      return 'string';
    case SyntaxKind.NumericLiteral:
      return 'number';
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return 'boolean';
    case SyntaxKind.NullKeyword:
      return 'null';
    case SyntaxKind.LineCommentTrivia:
    case SyntaxKind.BlockCommentTrivia:
      return 'comment';
    case SyntaxKind.EOF:
      return 'end';
    default:
      return 'unknown';
  }
}

function faultOf(error: ScanError): Fault | undefined {
  switch (error) {
    case ScanError.None:
    case ScanError.UnexpectedEndOfComment:
      return undefined;
    case ScanError.UnexpectedEndOfString:
      return ['a string that does not end on its line', 'close its quotes; a line break is written `\\n`'];
    case ScanError.UnexpectedEndOfNumber:
      return ['a number that ends too early', 'write digits after the point and after the `e`'];
    case ScanError.InvalidUnicode:
    case ScanError.InvalidEscapeCharacter:
      return [
        'a string with an escape that JSON does not know',
        'write a backslash as `\\\\`, a character by its number as `\\u` and four digits',
      ];
    case ScanError.InvalidCharacter:
      return [
        'a string with a control character, which JSON wants escaped',
        'write it as `\\u` and four digits, or remove it',
      ];
  }
}

/** What `JSON.parse` made of a text, counted. */
interface JsonSurvey {
  /** Keys of all objects; of a key that is written twice in one object `JSON.parse` keeps one. */
  readonly keys: number;
  /** How deep objects and lists stand inside each other; counted no further than one level too deep. */
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
 * colon themselves, so that a text with as few as its value has keys writes none of them twice.
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
