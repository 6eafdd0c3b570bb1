import type { Comparison } from '../../policy/scp/condition-operator.js';
import { holds } from '../../policy/scp/ip-range.js';
import {
  addressType,
  binaryType,
  booleanType,
  dateType,
  numberType,
  type ValueType,
} from '../../policy/scp/value-type.js';
import { quoted } from '../../policy/text/quote.js';
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

const comparisons: Readonly<Record<TypedComparison, (expected: string) => Test>> = {
  NumericEquals: test(numberType, (found, expected) => found === expected),
  NumericLessThan: test(numberType, (found, expected) => found < expected),
  NumericLessThanEquals: test(numberType, (found, expected) => found <= expected),
  NumericGreaterThan: test(numberType, (found, expected) => found > expected),
  NumericGreaterThanEquals: test(numberType, (found, expected) => found >= expected),
  DateEquals: test(dateType, (found, expected) => found === expected),
  DateLessThan: test(dateType, (found, expected) => found < expected),
  DateLessThanEquals: test(dateType, (found, expected) => found <= expected),
  DateGreaterThan: test(dateType, (found, expected) => found > expected),
  DateGreaterThanEquals: test(dateType, (found, expected) => found >= expected),
  Bool: test(booleanType, (found, expected) => found === expected),
  BinaryEquals: test(binaryType, (found, expected) => found === expected),
  IpAddress: test(addressType, (found, expected) => holds(expected, found)),
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

function test<T>(
  type: ValueType<T>,
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
