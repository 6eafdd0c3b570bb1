import type { ScpDocument, ScpStatement } from './scp-document.js';

/** A request of which everything is known: a key that is not in `context` is not in the request. */
export interface NaiveRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}
type Context = Readonly<Record<string, readonly string[]>>;

/**
 * Whether the service control policies on the way to an account let a request pass: AWS's evaluation logic once
 * more, with a regular expression for everything, to hold the engine against.
 */
export function naiveDecide(levels: readonly (readonly ScpDocument[])[], request: NaiveRequest): boolean {
  const applying = (policies: readonly ScpDocument[], effect: string) =>
    policies.some(({ Statement }) => Statement.some((one) => one.Effect === effect && applies(one, request)));
  return levels.every((level) => applying(level, 'Allow')) && !applying(levels.flat(), 'Deny');
}

function applies(statement: ScpStatement, { action, resource, context }: NaiveRequest): boolean {
  const { Action, NotAction = [], Resource, NotResource = [], Condition = {} } = statement;
  const onAction = (text: string) => glob(text, 'i').test(action);
  const onResource = (text: string) => glob(fill(text, context)).test(resource);
  if (Action === undefined ? NotAction.some(onAction) : !Action.some(onAction)) return false;
  if (Resource === undefined ? NotResource.some(onResource) : !Resource.some(onResource)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, context[key], values, context)),
  );
}

function holds(name: string, found: readonly string[] | undefined, values: readonly string[], all: Context) {
  const [, set, operator = '', ifExists] = /^(For\w+:)?(.*?)(IfExists)?$/.exec(name) ?? [];
  if (operator === 'Null') return values.includes(String(found === undefined));
  const negated = operator.includes('Not');
  if (found === undefined) return ifExists !== undefined || (set ? set === 'ForAllValues:' : negated);
  const plain = operator.replace('Not', '');
  const fits = (text: string) => values.some((value) => compare(plain, text, fill(value, all))) !== negated;
  const present = set ? found.filter((text) => text !== '') : found;
  return set === 'ForAnyValue:' ? present.some(fits) : present.every(fits);
}

function compare(operator: string, found: string, value: string): boolean {
  const [, type = '', relation = ''] = /^(Numeric|Date|String|Arn|Bool|IpAddress)(.*)$/.exec(operator) ?? [];
  if (type === 'IpAddress') return bits(found).startsWith(bits(value));
  if (type === 'Bool') return found === value;
  if (type === 'Arn') return glob(value, '', '[^:]*').test(found);
  if (type === 'String') {
    if (relation === 'Like') return glob(value).test(found);
    return glob(value.replace(/(?<!\{)[*?]/g, '${$&}'), relation === 'Equals' ? '' : 'i').test(found);
  }
  const difference = type === 'Date' ? Date.parse(found) - Date.parse(value) : Number(found) - Number(value);
  if (difference === 0) return relation.endsWith('Equals');
  return relation.startsWith(difference < 0 ? 'Less' : 'Greater');
}

/** The bits of an IPv4 address, or of the part of it that a range keeps. */
function bits(text: string): string {
  const [address = '', prefix = '32'] = text.split('/');
  const bytes = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  return bytes.join('').slice(0, Number(prefix));
}

/** Puts the value of a variable into a text, with its wildcards written as characters. */
function fill(text: string, context: Context): string {
  return text.replace(/\$\{([\w:/]+)(?:, '(.*?)')?\}/g, (_, key: string, other = '') =>
    (context[key]?.[0] ?? other).replace(/[*?]/g, '${$&}'),
  );
}

/** `many` is what an asterisk stands for before the fifth colon. */
function glob(text: string, flags = '', many = '.*'): RegExp {
  let colons = 0;
  const source = text.replace(/\$\{([*?$])\}|[*?:]|[.+^$()|[\]{}\\/]/g, (found, literal) => {
    if (found === ':') colons++;
    if (found === '*') return colons < 5 ? many : '.*';
    return literal ? `\\${literal}` : found === '?' ? '.' : found === ':' ? ':' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, `s${flags}`);
}
