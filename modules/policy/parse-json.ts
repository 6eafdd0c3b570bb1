import { adviceBetween, adviceOnBracket, adviceOnValue } from './json-advice.js';
import { type JsonToken, jsonTokens } from './json-tokens.js';
import { type Finding, type Path, quoted } from './problem.js';
import type { ProblemKind } from './problem-kinds.js';
import type { Member, ScalarNode, SyntaxNode } from './syntax-tree.js';

/** Deeper than any document this package reads; AWS's own grammars end long before. */
export const deepestNesting = 100;

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
  if (state.open.length === deepestNesting) {
    const help = 'no document of this kind is nested as deep; check what wrote it';
    state.findings.push({
      kind: 'json-too-deep',
      severity: 'error',
      path: [],
      offset,
      message: tooDeep,
      help,
    });
    return false;
  }
  if (kind === '{') state.open.push({ kind: 'object', offset, members: [], key: undefined });
  else state.open.push({ kind: 'array', offset, items: [] });
  state.expected = kind === '{' ? 'a key or `}`' : 'a value or `]`';
  return true;
}

const tooDeep = `nested more than ${deepestNesting} levels deep`;

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
