import type { ScpDocument, ScpStatement } from './scp-document.js';

/** A request of which everything is known: a key that is not in `context` is not in the request. */
export interface NaiveRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}
type Context = Readonly<Record<string, readonly string[]>>;

/**
 * Whether the service control policies from the root to an account allow a request: AWS's evaluation logic written a
 * second time, with a regular expression for everything, to compare the engine with.
 */
export function naiveDecide(levels: readonly (readonly ScpDocument[])[], request: NaiveRequest): boolean {
  const applying = (policies: readonly ScpDocument[], effect: string) =>
    policies.some(({ Statement }) => Statement.some((one) => one.Effect === effect && applies(one, request)));
  return levels.every((level) => applying(level, 'Allow')) && !applying(levels.flat(), 'Deny');
}

function applies(statement: ScpStatement, { action, resource, context }: NaiveRequest): boolean {
  const { Action, NotAction = [], Resource, NotResource = [], Condition = {} } = statement;
  const onAction = (text: string) => glob(text, 'i').test(action);
  const onResource = (text: string) => {
    const filled = fill(text, context);
    return filled !== undefined && glob(filled).test(resource);
  };
  if (Action === undefined ? NotAction.some(onAction) : !Action.some(onAction)) return false;
  if (Resource === undefined ? NotResource.some(onResource) : !Resource.some(onResource)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, key, values, context)),
  );
}

/** The keys that AWS compares only with an operator on sets. */
const multivalued: readonly string[] = ['aws:TagKeys'];

function holds(name: string, key: string, values: readonly string[], context: Context): boolean {
  const [, set, operator = '', ifExists] = /^(For\w+:)?(.*?)(IfExists)?$/.exec(name) ?? [];
  const found = context[key];
  if (operator === 'Null')
    return values.some((value) => (value.toLowerCase() === 'true') === (found === undefined));
  const negated = operator.includes('Not');
  if (found === undefined) return set ? set === 'ForAllValues:' : ifExists !== undefined || negated;
  if (!set && multivalued.includes(key)) return false;
  const plain = operator.replace('Not', '');
  const fits = (text: string) =>
    isComparable(plain, text) &&
    values.some((value) => {
      const filled = fill(value, context);
      return filled !== undefined && compare(plain, text, filled);
    }) !== negated;
  return set === 'ForAnyValue:' ? found.some(fits) : found.every(fits);
}

/** A text that is not an ARN or an address makes the condition false, negated or not. */
function isComparable(operator: string, text: string): boolean {
  if (operator.startsWith('Arn')) return text.startsWith('arn:') && text.split(':').length > 5;
  return operator !== 'IpAddress' || /^\d+\.\d+\.\d+\.\d+$/.test(text);
}

function compare(operator: string, found: string, value: string): boolean {
  const [, type = '', relation = ''] =
    /^(Numeric|Date|String|Arn|Bool|IpAddress|Binary)(.*)$/.exec(operator) ?? [];
  if (type === 'IpAddress') return bits(found).startsWith(bits(value));
  if (type === 'Bool') return /^true$/i.test(found) === /^true$/i.test(value);
  if (type === 'Binary') return found === value;
  if (type === 'Arn') return glob(value, '', '[^:]*').test(found);
  if (type === 'String') {
    if (relation === 'Like') return glob(value).test(found);
    return glob(value.replace(/(?<!\{)[*?]/g, '${$&}'), relation === 'Equals' ? '' : 'i').test(found);
  }
  const [left, right] = type === 'Date' ? [moment(found), moment(value)] : [units(found), units(value)];
  if (left === undefined || right === undefined) return false;
  if (left === right) return relation.endsWith('Equals');
  return relation.startsWith(left < right ? 'Less' : 'Greater');
}

function moment(text: string): bigint | undefined {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : BigInt(Math.trunc(milliseconds));
}

/** A decimal in units of 10^-20. */
function units(text: string): bigint | undefined {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const size = BigInt(whole + fraction.padEnd(20, '0'));
  return sign === '' ? size : -size;
}

/** The bits of an IPv4 address, or of the part of it that a range keeps. */
function bits(text: string): string {
  const [address = '', prefix = '32'] = text.split('/');
  const bytes = address.split('.').map((byte) => Number(byte).toString(2).padStart(8, '0'));
  return bytes.join('').slice(0, Number(prefix));
}

/** The text with its variables resolved and their wildcards escaped; undefined where one of them has no value. */
function fill(text: string, context: Context): string | undefined {
  let complete = true;
  const filled = text.replace(/\$\{([\w:/]+)(?:, '(.*?)')?\}/g, (_, key: string, other?: string) => {
    const found = context[key];
    const value = found === undefined ? other : multivalued.includes(key) ? undefined : found[0];
    complete &&= value !== undefined;
    return (value ?? '').replace(/[*?]/g, '${$&}');
  });
  return complete ? filled : undefined;
}

/** `many` is what an asterisk matches before the fifth colon. */
function glob(text: string, flags = '', many = '.*'): RegExp {
  let colons = 0;
  const source = text.replace(/\$\{([*?$])\}|[*?:]|[.+^$()|[\]{}\\/]/g, (found, literal) => {
    if (found === ':') colons++;
    if (found === '*') return colons < 5 ? many : '.*';
    return literal ? `\\${literal}` : found === '?' ? '.' : found === ':' ? ':' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, `s${flags}`);
}
