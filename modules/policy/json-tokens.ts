import { createScanner, ScanError, SyntaxKind } from 'jsonc-parser';

/** A piece of a text that may be JSON. White space is left out, everything else has its place. */
export interface JsonToken {
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
export function* jsonTokens(text: string, start: number): Generator<JsonToken, void> {
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
