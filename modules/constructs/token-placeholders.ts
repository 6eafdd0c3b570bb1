import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import type { Construct } from 'constructs';
import { placeholder, placeholderPattern } from '../config/text/placeholder.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import type { JsonObject, JsonValue } from '../policy/text/json.js';
import { maxNesting } from '../policy/text/parse-json.js';
import type { Path } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';
import { isToken } from './terraform-text.js';

/** Props as JSON, with a placeholder for every token. */
export interface HiddenTokens {
  readonly value: JsonObject;
  /** What a configuration file could not hold, and what was left out because of that. */
  readonly findings: readonly Finding[];
  /** Splits a text at its placeholders into text and tokens. */
  readonly partsOf: (text: string) => readonly Part[];
  /** The text with tokens in the place of their placeholders. */
  readonly restore: (text: string) => string;
  /** The text with what tokens refer to, for messages: `${var.workspace}`. */
  readonly display: (text: string) => string;
}

/** A part of a string: literal text, or a token. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'string'; readonly token: string }
  | { readonly kind: 'list'; readonly token: readonly string[] }
  | { readonly kind: 'value'; readonly token: unknown };

/**
 * Replaces the tokens in props by placeholders. They are numbered by what the tokens refer to: sorted lists that hold
 * them have the same order in every run, which the numbers of cdktf's tokens do not give.
 */
export function hideTokens(scope: Construct, props: object): HiddenTokens {
  const found = new Map<string, unknown>();
  const namesByToken = new Map<unknown, string>();
  const findings: Finding[] = [];
  objectOf(props, { path: [], around: [], findings }, (token) => {
    const name = nameOf(scope, token);
    found.set(name, token);
    namesByToken.set(keyOf(token), name);
    return '';
  });
  const names = [...found.keys()].sort();
  const width = String(names.length).length;
  const value = objectOf(props, { path: [], around: [], findings: [] }, (token) =>
    placeholder(String(names.indexOf(namesByToken.get(keyOf(token)) ?? '')).padStart(width, '0')),
  );
  const replaced = (text: string, replace: (token: unknown, name: string) => string): string =>
    splitAtPlaceholders(text)
      .map((piece, index) => {
        const name = names[Number(piece)] ?? '';
        return index % 2 === 1 ? replace(found.get(name), name) : piece;
      })
      .join('');
  return {
    value,
    findings,
    partsOf: (text) =>
      splitAtPlaceholders(text).flatMap((piece, index): Part[] => {
        if (index % 2 === 1) return [partOf(found.get(names[Number(piece)] ?? ''))];
        return piece === '' ? [] : [{ kind: 'text', text: piece }];
      }),
    restore: (text) => replaced(text, (token) => Token.asString(token)),
    display: (text) => replaced(text, (_, name) => name.replace(/^\w+ /, '')),
  };
}

/** The same for a token wherever it is: a list token is one string in a list. */
function keyOf(token: unknown): unknown {
  return isStrings(token) ? token[0] : token;
}

/** Text at even positions, numbers of placeholders at odd ones. */
function splitAtPlaceholders(text: string): string[] {
  return text.split(placeholderPattern);
}

function partOf(token: unknown): Part {
  if (typeof token === 'string') return { kind: 'string', token };
  return isStrings(token) ? { kind: 'list', token } : { kind: 'value', token };
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value);
}

/** Where a value is in the props, and what is around it. */
interface Place {
  readonly path: Path;
  readonly around: readonly unknown[];
  readonly findings: Finding[];
}

type Replace = (token: unknown) => string;

function objectOf(value: object, place: Place, replace: Replace): JsonObject {
  const members = Object.entries(value).flatMap(([key, part]): [string, JsonValue][] => {
    if (part === undefined) return [];
    const inside = jsonOf(part, below(place, value, key), replace);
    return inside === undefined ? [] : [[textOf(key, replace), inside]];
  });
  return Object.fromEntries(members);
}

/** A value as JSON; undefined, and a finding, where JSON cannot hold it. */
function jsonOf(value: unknown, place: Place, replace: Replace): JsonValue | undefined {
  if (isListToken(value)) return replace([value]);
  if (typeof value === 'string') return textOf(value, replace);
  if (Token.isUnresolved(value)) return tokenOf(value, place, replace);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (!isPlain(value)) return refuse(place, value);
  const { path, around, findings } = place;
  if (around.includes(value) || around.length > maxNesting) {
    findings.push(finding('wrong-type', 'error', { path }, { rule: 'circular' }));
    return undefined;
  }
  if (!Array.isArray(value)) return objectOf(value, place, replace);
  return Array.from(value, (item: unknown, index) =>
    item === undefined ? null : (jsonOf(item, below(place, value, index), replace) ?? null),
  );
}

function below({ path, around, findings }: Place, value: object, key: string | number): Place {
  return { path: [...path, key], around: [...around, value], findings };
}

/** A token of another type than string is a list, except where only one string is possible. */
function tokenOf(token: unknown, { path }: Place, replace: Replace): JsonValue {
  const [first] = path;
  if (Array.isArray(token)) return [replace(token)];
  if (first === 'document') return replace(token);
  const isString = first === 'name' || first === 'description' || first === 'tags';
  return isString ? textOf(Token.asString(token), replace) : [replace(Token.asList(token))];
}

function textOf(text: string, replace: Replace): string {
  return text.replace(/\$\{TfToken\[[^\]]*\]\}/g, (token) => (isToken(token) ? replace(token) : token));
}

/** Whether a value can be written in brackets or braces: not a `Set` or a `Map`, which would seem to be empty. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof Set || value instanceof Map || value instanceof Date)
  );
}

function refuse({ path, findings }: Place, value: unknown): undefined {
  const found =
    typeof value === 'object'
      ? quoted(value?.constructor.name ?? '')
      : `${typeof value} ${quoted(String(value))}`;
  findings.push(finding('wrong-type', 'error', { path }, { rule: 'not-json', found }));
  return undefined;
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

/** Whether text is the one item of a list token; a program that spreads such a token gets it. */
export function isListToken(value: unknown): value is string {
  return typeof value === 'string' && Token.isUnresolved([value]) && !Token.isUnresolved(value);
}

/**
 * What a token refers to in the Terraform of this stack: `${aws_organizations_organizational_unit.prod.id}`. It is the
 * same from run to run, which a token is not. Throws where a token is not known before synth.
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
