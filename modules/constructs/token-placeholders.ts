import {
  DefaultTokenResolver,
  type IResolvable,
  StringConcat,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
import type { Construct } from 'constructs';
import { isToken } from './terraform-text.js';

/** A value in which marks stand for tokens, so that it can be compiled and checked before all of it is known. */
export interface Hidden<T> {
  readonly value: T;
  /** What a text that was made of the value says, piece by piece. */
  readonly partsOf: (text: string) => Part[];
}

/** A piece of text: as it is, or a token in its place, which may stand for a list or for anything else. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'string'; readonly token: string }
  | { readonly kind: 'list'; readonly token: readonly string[] }
  | { readonly kind: 'value'; readonly token: unknown };

/** The number of a token, between characters for private use that nothing else writes. */
const mark = /\uE000(\d+)\uE001/;

/**
 * Puts marks where tokens stand. They are numbered by what the tokens refer to: whoever sorts with them comes to the
 * same order in every run, which the numbers of cdktf's own tokens do not give.
 */
export function hideTokens<T>(scope: Construct, value: T): Hidden<T> {
  const found = new Map<string, unknown>();
  replaceTokens(value, (token) => {
    found.set(nameOf(scope, token), token);
    return '';
  });
  const names = [...found.keys()].sort();
  const width = String(names.length).length;
  const markOf = (token: unknown): string =>
    `\uE000${String(names.indexOf(nameOf(scope, token))).padStart(width, '0')}\uE001`;
  return {
    value: replaceTokens(value, markOf) as T,
    partsOf: (text) =>
      text.split(mark).flatMap((piece, index): Part[] => {
        if (index % 2 === 1) return [partOf(found.get(names[Number(piece)] ?? ''))];
        return piece === '' ? [] : [{ kind: 'text', text: piece }];
      }),
  };
}

/** Whether a token had a part in the text, even one that was cut off. */
export function holdsToken(text: string): boolean {
  return text.includes('\uE000');
}

/** The text without the marks: what is certain of its length. */
export function withoutTokens(text: string): string {
  return text
    .split(mark)
    .filter((_, index) => index % 2 === 0)
    .join('');
}

function partOf(token: unknown): Part {
  if (typeof token === 'string') return { kind: 'string', token };
  return Array.isArray(token) ? { kind: 'list', token } : { kind: 'value', token };
}

/** A copy of the value with something else for every token, within strings and keys too. */
function replaceTokens(value: unknown, replace: (token: unknown) => string): unknown {
  if (isListToken(value)) return replace([value]);
  if (typeof value === 'string') {
    return value.replace(/\$\{TfToken\[[^\]]*\]\}/g, (token) => (isToken(token) ? replace(token) : token));
  }
  if (Token.isUnresolved(value)) return Array.isArray(value) ? [replace(value)] : replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceTokens(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(
    members.map(([key, part]) => [replaceTokens(key, replace), replaceTokens(part, replace)]),
  );
}

/** What names a token in every run; one that is produced only at synth has no better name than its own. */
function nameOf(scope: Construct, token: unknown): string {
  const kind = Array.isArray(token) ? 'list' : typeof token;
  try {
    return `${kind} ${referenceText(scope, token)}`;
  } catch {
    return `${kind} ${String(token)}`;
  }
}

/** Whether text is the one item of a token for a list; whoever spreads such a token comes by it. */
export function isListToken(value: unknown): boolean {
  return typeof value === 'string' && Token.isUnresolved([value]) && !Token.isUnresolved(value);
}

/** Whether an item of a list is a token, for a text or for further items. */
export function isItemToken(item: unknown): boolean {
  return isListToken(item) || (typeof item === 'string' && Token.isUnresolved(item));
}

/** The same value, or in the place of any part of it a token that Terraform knows later. */
export type Tokenizable<T> = T extends string
  ? T | TokenString
  : T extends boolean | number
    ? T | IResolvable
    : T extends readonly (infer Item)[]
      ? readonly Tokenizable<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Tokenizable<T[Key]> }
        : T;

/** A string that holds a token; any string to the compiler, which sees no difference. */
type TokenString = string & Record<never, never>;

/**
 * What a token will stand for in the Terraform of this stack, as text: `${aws_organizations_organizational_unit.prod.id}`.
 * It names the same thing from run to run, which a token does not. Throws where a token is not known before synth.
 */
export function referenceText(scope: Construct, token: unknown): string {
  const resolved: unknown = Tokenization.resolve(token, {
    scope: TerraformStack.of(scope),
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  const text = typeof resolved === 'string' ? resolved : JSON.stringify(resolved);
  if (text === undefined) {
    throw new Error(
      'a token that is produced only at synth cannot name a resource; pass a reference instead',
    );
  }
  return text;
}
