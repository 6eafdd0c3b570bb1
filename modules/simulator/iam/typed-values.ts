import type { Comparison } from '../../policy/scp/condition-operator.js';
import { compareDecimals } from '../../policy/scp/decimal.js';
import { holds, ipAddress } from '../../policy/scp/ip-range.js';
import {
  addressType,
  binaryType,
  dateType,
  numberType,
  type ValueType,
} from '../../policy/scp/value-type.js';
import { quoted } from '../../policy/text/quote.js';
import { any, type Truth, unsettled } from './truth.js';

/** The values of a condition that compares numbers, dates, booleans, bytes or addresses. */
export interface TypedValues {
  readonly tests: readonly Test[];
}

/** Whether a value of the request matches one value of the policy; undefined where AWS cannot compare it at all. */
type Test = (found: string) => Truth | undefined;

type TypedComparison = Exclude<
  Comparison,
  'StringEquals' | 'StringEqualsIgnoreCase' | 'StringLike' | 'ArnLike' | 'Null'
>;

/**
 * A request value that is not a number or a date matches no value. One that is not an address cannot be compared, so
 * `NotIpAddress` is false as well. Everything but `true` is false for `Bool` (captured answers, 2026-09-13).
 */
const comparisons: Readonly<Record<TypedComparison, (expected: string) => Test>> = {
  NumericEquals: test(numberType, (found, expected) => compareDecimals(found, expected) === 0),
  NumericLessThan: test(numberType, (found, expected) => compareDecimals(found, expected) < 0),
  NumericLessThanEquals: test(numberType, (found, expected) => compareDecimals(found, expected) <= 0),
  NumericGreaterThan: test(numberType, (found, expected) => compareDecimals(found, expected) > 0),
  NumericGreaterThanEquals: test(numberType, (found, expected) => compareDecimals(found, expected) >= 0),
  DateEquals: test(dateType, (found, expected) => found === expected),
  DateLessThan: test(dateType, (found, expected) => found < expected),
  DateLessThanEquals: test(dateType, (found, expected) => found <= expected),
  DateGreaterThan: test(dateType, (found, expected) => found > expected),
  DateGreaterThanEquals: test(dateType, (found, expected) => found >= expected),
  Bool: (expected) => (found) => isTrue(found) === isTrue(expected),
  BinaryEquals: test(binaryType, (found, expected) => found === expected),
  IpAddress: addressTest,
};

/** Reads the values of a condition; with `variables`, a value that contains `${…}` is not settled. */
export function typedValues(
  comparison: TypedComparison,
  values: readonly string[],
  variables: boolean,
): TypedValues {
  const tests = values.map((value): Test => {
    if (!variables || !value.includes('${')) return comparisons[comparison](value);
    return () => unsettled(`AWS accepts no variable with \`${comparison}\`: ${quoted(value)}`);
  });
  return { tests };
}

/** Whether one of the values matches the text; undefined where AWS cannot compare the text. */
export function fitsTyped({ tests }: TypedValues, found: string): Truth | undefined {
  const truths = tests.map((fits) => fits(found));
  return truths.includes(undefined) ? undefined : any(truths, (truth) => truth ?? false);
}

/** The boolean that AWS reads from a value of `Bool` or `Null`. */
export function isTrue(text: string): boolean {
  return text.toLowerCase() === 'true';
}

function test<T>(
  type: ValueType<T>,
  compare: (found: T, expected: T) => boolean,
): (expected: string) => Test {
  return (expectedText) => {
    const expected = type.parse(expectedText);
    if (expected === undefined) return () => notOfType(expectedText, type.name);
    return (foundText) => {
      const found = type.parse(foundText);
      return found !== undefined && compare(found, expected);
    };
  };
}

function addressTest(expectedText: string): Test {
  const expected = addressType.parse(expectedText);
  return (foundText) => {
    const found = ipAddress(foundText);
    if (found === undefined) return undefined;
    return expected === undefined ? notOfType(expectedText, addressType.name) : holds(expected, found);
  };
}

function notOfType(text: string, name: string): Truth {
  return unsettled(`${quoted(text)} is not ${name}; AWS does not document how it is evaluated`);
}
