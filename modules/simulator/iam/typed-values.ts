import { quoted } from '../../policy/problem.js';
import type { Comparison } from '../../policy/scp/condition-operator.js';
import { dateTime } from './date-time.js';
import { holds, ipRange } from './ip-range.js';
import { any, type Truth, unsettled } from './truth.js';

/** The values of a condition that compares numbers, dates, truth values, bytes or addresses, ready to be asked. */
export interface TypedValues {
  readonly tests: readonly Test[];
}

/** Whether a text of the request fits one value of the policy. */
type Test = (found: string) => Truth;

type TypedComparison = Exclude<
  Comparison,
  'StringEquals' | 'StringEqualsIgnoreCase' | 'StringLike' | 'ArnLike' | 'Null'
>;

const numeric = { name: 'a number', parse: numberOf };
const date = { name: 'a date', parse: dateTime };
const bool = { name: '`true` or `false`', parse: booleanOf };
const binary = { name: 'base64', parse: bytesOf };
const address = { name: 'an IP address or range', parse: ipRange };

const comparisons: Readonly<Record<TypedComparison, (expected: string) => Test>> = {
  NumericEquals: test(numeric, (found, expected) => found === expected),
  NumericLessThan: test(numeric, (found, expected) => found < expected),
  NumericLessThanEquals: test(numeric, (found, expected) => found <= expected),
  NumericGreaterThan: test(numeric, (found, expected) => found > expected),
  NumericGreaterThanEquals: test(numeric, (found, expected) => found >= expected),
  DateEquals: test(date, (found, expected) => found === expected),
  DateLessThan: test(date, (found, expected) => found < expected),
  DateLessThanEquals: test(date, (found, expected) => found <= expected),
  DateGreaterThan: test(date, (found, expected) => found > expected),
  DateGreaterThanEquals: test(date, (found, expected) => found >= expected),
  Bool: test(bool, (found, expected) => found === expected),
  BinaryEquals: test(binary, (found, expected) => found === expected),
  IpAddress: test(address, (found, expected) => holds(expected, found)),
};

/** Reads the values of a condition; with `variables`, one that holds `${…}` is not settled. */
export function typedValues(
  comparison: TypedComparison,
  values: readonly string[],
  variables: boolean,
): TypedValues {
  const tests = values.map((value): Test => {
    if (!variables || !value.includes('${')) return comparisons[comparison](value);
    return () => unsettled(`AWS takes no variable with \`${comparison}\`, and ${quoted(value)} holds one`);
  });
  return { tests };
}

/** Whether one of the values fits the text. */
export function fitsTyped({ tests }: TypedValues, found: string): Truth {
  return any(tests, (fits) => fits(found));
}

/** What the text of a value stands for, as far as it is well-formed; undefined when it is not. */
type Parse<T> = (text: string) => T | undefined;

function test<T>(
  type: { readonly name: string; readonly parse: Parse<T> },
  compare: (found: T, expected: T) => boolean,
): (expected: string) => Test {
  return (expectedText) => {
    const expected = type.parse(expectedText);
    if (expected === undefined) return () => notOfType(expectedText, type.name);
    return (foundText) => {
      const found = type.parse(foundText);
      return found === undefined ? notOfType(foundText, type.name) : compare(found, expected);
    };
  };
}

function notOfType(text: string, name: string): Truth {
  return unsettled(`${quoted(text)} is not ${name}; AWS does not say what it makes of it`);
}

function numberOf(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function booleanOf(text: string): boolean | undefined {
  const folded = text.toLowerCase();
  return folded === 'true' || folded === 'false' ? folded === 'true' : undefined;
}

/** The bytes of a base64 text, in hexadecimal digits. */
function bytesOf(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : undefined;
}
