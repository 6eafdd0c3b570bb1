import { Token } from 'cdktf';
import { valueOperators } from '../policy/chatbot/grammar.js';
import type { Finding } from '../policy/problems/problem.js';
import { maxNesting } from '../policy/text/parse-json.js';
import type { Path } from '../policy/text/path.js';
import { alternatives, quoted } from '../policy/text/quote.js';
import { suggest } from '../policy/text/suggest.js';
import type { PolicyProps } from './policy-props.js';
import { isItemToken, isListToken } from './token-placeholders.js';

/**
 * A value in the form that its place takes: tokens of any kind as texts and lists, ids in the case that AWS wants. What
 * has not the form is left out and said in `findings`: a program in JavaScript is not told by a compiler.
 */
export function validateProp(form: PropSchema, value: unknown, path: Path, findings: Finding[]): unknown {
  const refuse = (...found: readonly Finding[]): undefined => {
    findings.push(...found);
    return undefined;
  };
  if (form.form === 'any' || (value === undefined && typeof path.at(-1) === 'string')) return value;
  if (Token.isUnresolved(value)) return readToken(form, value, path, refuse);
  switch (form.form) {
    case 'text':
      return typeof value === 'string' ? readText(form, value, path, refuse) : refuse(noText(path, value));
    case 'word':
      return typeof value === 'string' && form.words.includes(value)
        ? value
        : refuse(noWord(path, value, form.words));
    case 'flag':
      return typeof value === 'boolean'
        ? value
        : refuse(wrongType(path, value, '`true` or `false`', 'write it without quotes'));
    case 'list':
      return Array.isArray(value) ? readList(form, value, path, findings) : refuse(noList(path, value));
    case 'keys':
    case 'each':
      return isObject(value) ? readObject(form, value, path, findings) : refuse(noObject(path, value, form));
    case 'control':
      return readControl(value, path, refuse);
    case 'document':
      if (typeof value === 'string') return value;
      return isObject(value) || Array.isArray(value)
        ? (refuse(...checkJson(value, path)) ?? value)
        : refuse(wrongType(path, value, 'an object, or JSON as text', 'write the document'));
    case 'made':
      return form.is(value)
        ? value
        : refuse(wrongType(path, value, `a \`${form.by}\``, `give what \`new ${form.by}(…)\` made`));
  }
}

type Refuse = (...findings: readonly Finding[]) => undefined;

/** Texts and lists stand for themselves, whichever way the program came by the token. */
function readToken(form: PropSchema, value: unknown, path: Path, refuse: Refuse): unknown {
  switch (form.form) {
    case 'text':
      return typeof value === 'string'
        ? value
        : Array.isArray(value)
          ? refuse(listToken(path))
          : Token.asString(value);
    case 'word':
      if (form.open && typeof value === 'string') return value;
      break;
    case 'control':
    case 'list':
      if (form.form === 'list' && !form.open) break;
      if (Array.isArray(value)) return value;
      return typeof value === 'string' || typeof value === 'number'
        ? refuse(noListToken(path))
        : Token.asList(value);
    case 'flag':
      if (form.closed === undefined) return value;
      return refuse(tokenRefused(path, form.closed, 'write true or false'));
    case 'each':
      if (form.open) return value;
      break;
    case 'document':
      return value;
  }
  const what = quoted(String([...path].reverse().find((key) => typeof key === 'string') ?? ''));
  return refuse(
    tokenRefused(
      path,
      `${what} decides what the document looks like, and`,
      form.form === 'keys' || form.form === 'each'
        ? 'write `{ … }`; texts and lists in it may be tokens'
        : form.form === 'list' && form.item.form === 'keys'
          ? 'write `[{ … }]`; texts and lists in it may be tokens'
          : 'write it out',
    ),
  );
}

function readText(form: PropSchema & { form: 'text' }, value: string, path: Path, refuse: Refuse): unknown {
  if (isListToken(value)) return refuse(listToken(path));
  const wrong = form.judge?.(value);
  if (wrong !== undefined) return refuse({ severity: 'error', path, ...wrong });
  return form.lower === true ? value.toLowerCase() : value;
}

/** An item that is a list token, spread by the program, stands for the items of that list. Gaps are items as well. */
function readList(
  { item, open, some }: PropSchema & { form: 'list' },
  value: readonly unknown[],
  path: Path,
  findings: Finding[],
): unknown {
  if (some !== undefined && value.length === 0) {
    findings.push({ kind: 'empty-list', severity: 'error', path, message: 'an empty list', help: some });
  }
  const items = Array.from(value, (one, index) => {
    if (open && isListToken(one)) return one;
    return validateProp(item, one, [...path, index], findings);
  });
  return items.filter((one) => one !== undefined);
}

function readObject(
  form: PropSchema & { form: 'keys' | 'each' },
  value: object,
  path: Path,
  findings: Finding[],
): unknown {
  const read = new Map<string, unknown>();
  const spelled = new Map<string, string>();
  for (const [key, below] of Object.entries(value)) {
    const here = [...path, key];
    if (below === undefined) continue;
    if (form.form === 'keys') {
      const known = Object.hasOwn(form.keys, key) ? form.keys[key] : undefined;
      if (known === undefined) findings.push(unknownKey(here, key, Object.keys(form.keys)));
      else read.set(key, validateProp(known, below, here, findings));
      continue;
    }
    const folded = form.ids === undefined || Token.isUnresolved(key) ? key : key.toLowerCase();
    const other = spelled.get(folded);
    if (other !== undefined) findings.push(twice(here, key, other, form.ids ?? 'key'));
    spelled.set(folded, key);
    read.set(folded, validateProp(form.each, below, here, findings));
  }
  for (const key of form.form === 'keys' ? (form.required ?? []) : []) {
    if (!read.has(key)) findings.push(missingKey([...path, key], key));
  }
  return Object.fromEntries([...read].filter(([, below]) => below !== undefined));
}

/** Words with tokens in their places, or one token for all of them. */
function readControl(value: unknown, path: Path, refuse: Refuse): unknown {
  const help = 'the empty list lets policies below change nothing; leave it out to let them change all';
  if (!Array.isArray(value)) {
    return refuse(wrongType(path, value, `a list of ${alternatives(valueOperators)}`, help));
  }
  const wrong = Array.from(value, (item: unknown, index): Finding[] =>
    valueOperators.some((operator) => operator === item) || isItemToken(item)
      ? []
      : [noWord([...path, index], item, valueOperators)],
  ).flat();
  return wrong.length > 0 ? refuse(...wrong) : value;
}

/** A key that must be there and is not. */
export function missingKey(path: Path, key: string): Finding {
  const message = `missing key ${quoted(key)}`;
  return { kind: 'missing-key', severity: 'error', path, message, help: `write \`${key}: …\`` };
}

/** A token where a program must write what it means. */
export function tokenRefused(path: Path, what: string, help: string): Finding {
  return { kind: 'invalid-value', severity: 'error', path, message: `${what} cannot be a token`, help };
}

function noText(path: Path, value: unknown): Finding {
  return wrongType(path, value, 'text', typeof value === 'number' ? 'put it into quotes' : 'write one word');
}

function noWord(path: Path, value: unknown, words: readonly string[]): Finding {
  if (typeof value !== 'string') return wrongType(path, value, alternatives(words), 'write one of these');
  const message = `found ${quoted(value)}; expected ${alternatives(words)}`;
  const meant = words.find((word) => word === `@@${value}`) ?? suggest(value, words);
  const help = meant === undefined ? {} : { help: `did you mean ${quoted(meant)}?` };
  return { kind: 'invalid-value', severity: 'error', path, message, ...help };
}

function noObject(path: Path, value: unknown, form: PropSchema): Finding {
  const isSetting = form.form === 'keys' && Object.hasOwn(form.keys, 'assign');
  return wrongType(path, value, 'an object', isSetting ? 'write `{ assign: … }`' : 'write `{ … }`');
}

function listToken(path: Path): Finding {
  const help = 'take one of its items, or a token for text';
  return otherToken(path, 'found a token for a list; expected text', help);
}

function noListToken(path: Path): Finding {
  const help = 'put it into square brackets, or take a token for a list, such as `listValue` of a variable';
  return otherToken(path, 'found a token for one value; expected a list', help);
}

function otherToken(path: Path, message: string, help: string): Finding {
  return { kind: 'wrong-type', severity: 'error', path, message, help };
}

function twice(path: Path, key: string, other: string, what: string): Finding {
  const message = `${quoted(key)} is the ${what} ${quoted(other)} in another case`;
  return { kind: 'duplicate-key', severity: 'error', path, message, help: 'keep one of them' };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isWritten(value);
}

/** What JSON cannot hold: functions, dates, gaps in lists, an object that holds itself. Tokens are left alone. */
function checkJson(value: unknown, path: Path, around: readonly unknown[] = []): Finding[] {
  if (Token.isUnresolved(value) || value === null || ['string', 'boolean'].includes(typeof value)) return [];
  if (typeof value === 'number' && Number.isFinite(value)) return [];
  if (typeof value !== 'object' || !isWritten(value)) {
    return [wrongType(path, value, 'a value of JSON', 'write it as text, a number, a list or an object')];
  }
  if (around.includes(value)) return [refused(path, 'holds itself, which JSON cannot')];
  if (around.length > maxNesting) {
    return [refused(path, `stands more than ${maxNesting} levels deep`)];
  }
  const parts: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? Array.from(value, (item: unknown, index) => [index, item] as const)
    : Object.entries(value).filter(([, part]) => part !== undefined);
  return parts.flatMap(([key, part]) => checkJson(part, [...path, key], [...around, value]));
}

/** Whether it can be written in brackets or braces: not a `Set` or a `Map`, which would seem to be empty. */
function isWritten(value: object): boolean {
  return !(value instanceof Set || value instanceof Map || value instanceof Date);
}

function refused(path: Path, message: string): Finding {
  return { kind: 'invalid-value', severity: 'error', path, message, help: 'write the document out' };
}

/**
 * Props that are hardly what was meant, of which a program in JavaScript is not told. Others than the construct's own
 * are left alone where they resemble none of them: a class that extends it may have some.
 */
export function checkPropKeys(props: object, known: readonly string[]): Finding[] {
  return Object.keys(props).flatMap((key) => {
    const near = known.includes(key) ? undefined : suggest(key, known);
    return near === undefined || near in props ? [] : [unknownKey([key], key, known)];
  });
}

/** What a prop takes, and where in it a token may stand. */
export type PropSchema =
  /** Whatever it is, others judge it. */
  | { readonly form: 'any' }
  /**
   * `lower`: AWS takes it in lower case, whatever its case here. `late`: what Terraform holds against what a token turns
   * out to be.
   */
  | { readonly form: 'text'; readonly judge?: Judge; readonly lower?: boolean; readonly late?: LateRule }
  /** One of a few words. `open`: a token may stand for it, where none decides what else the document says. */
  | { readonly form: 'word'; readonly words: readonly string[]; readonly open?: boolean }
  /** `closed`: what it is in Terraform, which takes no token there. */
  | { readonly form: 'flag'; readonly closed?: string }
  /** `open`: a token may stand for it. `some`: why it must not be empty. */
  | { readonly form: 'list'; readonly item: PropSchema; readonly open: boolean; readonly some?: string }
  | { readonly form: 'keys'; readonly keys: Forms; readonly required?: readonly string[] }
  /** The same below every key; `ids`: keys that AWS takes in lower case; `key`: what Terraform holds against tokens. */
  | {
      readonly form: 'each';
      readonly each: PropSchema;
      readonly ids?: 'tenant' | 'team';
      readonly key?: LateRule;
      readonly open?: boolean;
    }
  /** What policies below may do. */
  | { readonly form: 'control' }
  /** A raw document. */
  | { readonly form: 'document' }
  | { readonly form: 'made'; readonly by: string; readonly is: (value: unknown) => boolean };

/** A regular expression that both JavaScript and Terraform read, and what it stands for. */
export interface LateRule {
  readonly pattern: string;
  readonly expected: string;
}

/** Forms by the names of props. */
export type Forms = Readonly<Record<string, PropSchema>>;

/** What is wrong with a text that holds no token. */
export type Judge = (text: string) => Pick<Finding, 'kind' | 'message' | 'help'> | undefined;

export const text: PropSchema = { form: 'text' };
export const texts = listOf(text);

/** One of these words. */
export function lateWords(words: readonly string[]): LateRule {
  const escaped = words.map((word) => word.replace('*', '\\*'));
  return { pattern: `^(?:${escaped.join('|')})$`, expected: alternatives(words) };
}

/** A list for which a token may stand, and in which tokens may. */
export function listOf(item: PropSchema, some?: string): PropSchema {
  return { form: 'list', item, open: true, ...(some === undefined ? {} : { some }) };
}

/** The forms of the props that chat policies and guardrails have in common. */
export const policyForms: Forms & Readonly<Record<keyof PolicyProps, PropSchema>> = {
  targets: texts,
  name: text,
  description: text,
  tags: { form: 'each', each: text, open: true },
  skipDestroy: { form: 'flag' },
  preventDestroy: { form: 'flag', closed: '`prevent_destroy` of Terraform' },
  checkPrerequisites: { form: 'flag', closed: 'what decides which data sources there are' },
  provider: { form: 'any' },
};

/** A key that is none of those known at its place. */
function unknownKey(path: Path, key: string, known: readonly string[]): Finding {
  const near = suggest(key, known);
  const help =
    near === undefined ? `known here: ${[...known].sort().join(', ')}` : `did you mean \`${near}\`?`;
  return { kind: 'unknown-key', severity: 'error', path, message: `unknown key ${quoted(key)}`, help };
}

/** A value of another form than its place takes. */
export function wrongType(path: Path, value: unknown, expected: string, help: string): Finding {
  const found = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object' && value !== null
      ? 'an object'
      : quoted(String(value));
  return {
    kind: 'wrong-type',
    severity: 'error',
    path,
    message: `found ${found}; expected ${expected}`,
    help,
  };
}

/** A word in the place of a list. */
function noList(path: Path, value: unknown): Finding {
  return wrongType(path, value, 'a list', 'put it into square brackets');
}
