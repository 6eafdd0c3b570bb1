import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';
import { type Finding, type Path, quoted } from './problem.js';
import type { Member, SyntaxNode } from './syntax-tree.js';

/** Deeper than any document this package reads; AWS's own grammars end long before. */
export const deepestNesting = 100;

/** In a regular expression with the flag `u`, a pair of surrogates is one character, half a pair is category Cs. */
const loneSurrogate = /\p{Cs}/u;

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
    return { tree: undefined, findings: [syntaxFinding([], offset, 'this is not JSON')] };
  }
}

interface OpenObject {
  readonly kind: 'object';
  readonly offset: number;
  readonly members: Member[];
  key: { readonly text: string; readonly offset: number } | undefined;
}

interface OpenArray {
  readonly kind: 'array';
  readonly offset: number;
  readonly items: SyntaxNode[];
}

type Expectation = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'end of text';

/** A push-down automaton over the tokens: comments, trailing commas and a byte-order mark are named, then passed over. */
function scan(text: string): ParsedJson {
  const findings: Finding[] = [];
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (start === 1) {
    findings.push({
      kind: 'json-byte-order-mark',
      severity: 'error',
      path: [],
      offset: 0,
      message: 'the text begins with a byte-order mark, which JSON does not allow',
      help: 'save the file as UTF-8 without a byte-order mark',
    });
  }
  const scanner = createScanner(text, false);
  scanner.setPosition(start);
  const open: (OpenObject | OpenArray)[] = [];
  let expected = 'value' as Expectation;
  let tree: SyntaxNode | undefined;
  let comma = 0;

  const path = (): Path =>
    open.flatMap((frame) => (frame.kind === 'array' ? frame.items.length : (frame.key?.text ?? [])));

  const stop = (offset: number, message: string, help?: string) => {
    findings.push(syntaxFinding(path(), offset, message, help));
    return { tree: undefined, findings };
  };

  const close = (node: SyntaxNode): void => {
    const frame = open.at(-1);
    if (frame === undefined) {
      tree = node;
      expected = 'end of text';
      return;
    }
    expected = 'comma or end';
    if (frame.kind === 'array') frame.items.push(node);
    else if (frame.key !== undefined) {
      frame.members.push({ key: frame.key.text, offset: frame.key.offset, value: node });
      frame.key = undefined;
    }
  };

  for (;;) {
    const token = scanner.scan();
    const offset = scanner.getTokenOffset();
    const error = scanner.getTokenError();
    if (token === SyntaxKind.Trivia || token === SyntaxKind.LineBreakTrivia) continue;
    if (token === SyntaxKind.LineCommentTrivia || token === SyntaxKind.BlockCommentTrivia) {
      findings.push({
        kind: 'json-comment',
        severity: 'error',
        path: path(),
        offset,
        message: 'a comment, which JSON does not allow',
        help: 'remove it',
      });
      continue;
    }
    if (token === SyntaxKind.StringLiteral && error !== ScanError.None)
      return stop(offset, stringError(error));
    if (token === SyntaxKind.StringLiteral && loneSurrogate.test(scanner.getTokenValue())) {
      findings.push({
        kind: 'json-lone-surrogate',
        severity: 'error',
        path: expected.startsWith('key') ? [...path(), scanner.getTokenValue()] : path(),
        offset,
        message: 'a string with half of a surrogate pair, which is no character',
        help: 'write the character itself, or both halves of its escape',
      });
    }
    const found =
      token === SyntaxKind.EOF
        ? 'the end of the text'
        : quoted(text.slice(offset, offset + scanner.getTokenLength()));

    if (expected === 'end of text') {
      if (token === SyntaxKind.EOF) return { tree, findings };
      return stop(offset, `found ${found} after the end of the document`, 'keep one document in the file');
    }
    if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) {
      const frame = open.at(-1);
      const closes = token === SyntaxKind.CloseBraceToken ? 'object' : 'array';
      const afterComma = expected === 'key' || (expected === 'value' && frame?.kind === 'array');
      const mayClose = expected === 'comma or end' || expected.endsWith(' or end') || afterComma;
      if (frame?.kind !== closes || !mayClose)
        return stop(offset, `found ${found} where ${expected} was expected`);
      if (afterComma) {
        findings.push({
          kind: 'json-trailing-comma',
          severity: 'error',
          path: path().slice(0, -1),
          offset: comma,
          message: `a comma before the closing ${found}, which JSON does not allow`,
          help: 'remove the comma',
        });
      }
      open.pop();
      if (frame.kind === 'object') close({ kind: 'object', offset: frame.offset, members: frame.members });
      else close({ kind: 'array', offset: frame.offset, items: frame.items });
      continue;
    }
    if (expected === 'comma or end') {
      if (token !== SyntaxKind.CommaToken) {
        const closing = open.at(-1)?.kind === 'object' ? '`}`' : '`]`';
        return stop(offset, `found ${found} where a comma or ${closing} was expected`);
      }
      comma = offset;
      expected = open.at(-1)?.kind === 'object' ? 'key' : 'value';
      continue;
    }
    if (expected === 'colon') {
      if (token !== SyntaxKind.ColonToken) return stop(offset, `found ${found} where a colon was expected`);
      expected = 'value';
      continue;
    }
    const frame = open.at(-1);
    if ((expected === 'key' || expected === 'key or end') && frame?.kind === 'object') {
      if (token !== SyntaxKind.StringLiteral) {
        return stop(offset, `found ${found} where a key in double quotes was expected`);
      }
      frame.key = { text: scanner.getTokenValue(), offset };
      expected = 'colon';
      continue;
    }
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      if (open.length === deepestNesting) {
        findings.push({
          kind: 'json-too-deep',
          severity: 'error',
          path: [],
          offset,
          message: `nested more than ${deepestNesting} levels deep`,
          help: 'no document of this kind is nested as deep; check what wrote it',
        });
        return { tree: undefined, findings };
      }
      if (token === SyntaxKind.OpenBraceToken) {
        open.push({ kind: 'object', offset, members: [], key: undefined });
        expected = 'key or end';
      } else {
        open.push({ kind: 'array', offset, items: [] });
        expected = 'value or end';
      }
      continue;
    }
    const scalar = scalarNode(token, scanner.getTokenValue(), offset);
    if (scalar === undefined) {
      const help = token === SyntaxKind.EOF ? 'the text is cut off or empty' : undefined;
      return stop(offset, `found ${found} where a value was expected`, help);
    }
    close(scalar);
  }
}

function scalarNode(token: SyntaxKind, text: string, offset: number): SyntaxNode | undefined {
  switch (token) {
    case SyntaxKind.StringLiteral:
      return { kind: 'string', offset, value: text };
    case SyntaxKind.NumericLiteral:
      return { kind: 'number', offset, value: Number(text), text };
    case SyntaxKind.TrueKeyword:
      return { kind: 'boolean', offset, value: true };
    case SyntaxKind.FalseKeyword:
      return { kind: 'boolean', offset, value: false };
    case SyntaxKind.NullKeyword:
      return { kind: 'null', offset, value: null };
    default:
      return undefined;
  }
}

function stringError(error: ScanError): string {
  switch (error) {
    case ScanError.UnexpectedEndOfString:
      return 'a string that does not end on its line';
    case ScanError.InvalidUnicode:
    case ScanError.InvalidEscapeCharacter:
      return 'a string with an escape that JSON does not know';
    default:
      return 'a string with a control character, which JSON wants escaped';
  }
}

function syntaxFinding(path: Path, offset: number, message: string, help?: string): Finding {
  const finding = { kind: 'json-syntax', severity: 'error', path, offset, message } as const;
  return help === undefined ? finding : { ...finding, help };
}
