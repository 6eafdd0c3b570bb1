import type { Comparison } from './condition-operator.js';
import { dateTime } from './date-time.js';
import { type Decimal, decimal } from './decimal.js';
import { ipRange } from './ip-range.js';

/** A kind of values that a condition compares by their meaning, not by their text. */
export interface ValueType<T> {
  /** What a message names as expected. */
  readonly name: string;
  /** The value of a text; undefined when it is not a value of the type. */
  readonly parse: (text: string) => T | undefined;
}

export const numberType: ValueType<Decimal> = {
  name: 'a number',
  parse: decimal,
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

/** Bytes as base64, in the only form that AWS reads: padded, without unused bits. */
export const binaryType: ValueType<string> = {
  name: 'base64',
  parse: (text) => (Buffer.from(text, 'base64').toString('base64') === text ? text : undefined),
};

export const addressType: ValueType<NonNullable<ReturnType<typeof ipRange>>> = {
  name: 'an IP address or a range of them (`203.0.113.0/24`)',
  parse: ipRange,
};

/** The type of the values of a comparison; undefined where any text is valid. */
export function valueTypeOf(comparison: Comparison): ValueType<unknown> | undefined {
  if (comparison.startsWith('Numeric')) return numberType;
  if (comparison.startsWith('Date')) return dateType;
  if (comparison === 'Bool' || comparison === 'Null') return booleanType;
  if (comparison === 'BinaryEquals') return binaryType;
  return comparison === 'IpAddress' ? addressType : undefined;
}
