import type { Comparison } from './condition-operator.js';
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

const booleanType: ValueType<boolean> = {
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

/**
 * A date as milliseconds since 1970. Reads an ISO 8601 date in the W3C profile (a year, a month, a day, or a time with
 * its zone), or seconds since 1970. Undefined when the text is none of these.
 * @see https://www.w3.org/TR/NOTE-datetime
 */
function dateTime(text: string): number | undefined {
  // Four digits are a year, not seconds: no policy compares with the first hours of 1970.
  const [, seconds, part = ''] = /^(\d{5,})(?:\.(\d+))?$/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + milliseconds(part);
  const match =
    /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2}))?)?)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [
    ,
    year = '',
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    fraction = '',
    zone = 'Z',
  ] = match;
  const start = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // `Date.parse` accepts the 31st of every month and moves it.
  if (Number.isNaN(start) || new Date(start).getUTCDate() !== Number(day)) return undefined;
  return start + milliseconds(fraction) - zoneOffset(zone);
}

/** AWS cuts fractions of a second to milliseconds before it compares dates (captured answer, 2026-09-13). */
function milliseconds(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
