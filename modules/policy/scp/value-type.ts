import type { Comparison } from './condition-operator.js';
import { dateTime } from './date-time.js';
import { ipRange } from './ip-range.js';

/** A kind of values that a condition compares by what they stand for, not by their text. */
export interface ValueType<T> {
  /** As a message says what was expected. */
  readonly name: string;
  /** What a text stands for; undefined when it is no value of the type. */
  readonly parse: (text: string) => T | undefined;
}

export const numberType: ValueType<number> = {
  name: 'a number',
  parse: (text) => (/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined),
};

export const dateType: ValueType<number> = {
  name: 'a date (`2026-01-31`, `2026-01-31T12:00:00Z`, or seconds since 1970)',
  parse: dateTime,
};

export const booleanType: ValueType<boolean> = {
  name: '`true` or `false`',
  parse: (text) => {
    const folded = text.toLowerCase();
    return folded === 'true' || folded === 'false' ? folded === 'true' : undefined;
  },
};

/** Bytes, as their hexadecimal digits. */
export const binaryType: ValueType<string> = {
  name: 'base64',
  parse: (text) =>
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : undefined,
};

export const addressType: ValueType<NonNullable<ReturnType<typeof ipRange>>> = {
  name: 'an IP address or a range of them (`203.0.113.0/24`)',
  parse: ipRange,
};

/** The type of the values that a comparison takes; undefined where it takes any text. */
export function valueTypeOf(comparison: Comparison): ValueType<unknown> | undefined {
  if (comparison.startsWith('Numeric')) return numberType;
  if (comparison.startsWith('Date')) return dateType;
  if (comparison === 'Bool' || comparison === 'Null') return booleanType;
  if (comparison === 'BinaryEquals') return binaryType;
  return comparison === 'IpAddress' ? addressType : undefined;
}
