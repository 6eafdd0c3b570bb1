import type { Comparison, ConditionOperator } from '../../policy/scp/condition-operator.js';
import { booleanType } from '../../policy/scp/value-type.js';
import { quoted } from '../../policy/text/quote.js';
import { type AccessRequest, type ContextValue, contextValue } from './request.js';
import { fitsPossible, fitsText, type TextValues, textValues } from './text-values.js';
import { all, any, not, type Truth, unsettled } from './truth.js';
import { fitsTyped, type TypedValues, typedValues } from './typed-values.js';

/** One key under one operator of a statement's `Condition`, ready to be asked about requests. */
export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: TextValues | TypedValues | NullValues;
}

/** The values of `Null`: whether the key must be absent. */
interface NullValues {
  readonly absent: readonly (boolean | undefined)[];
}

/** Reads a condition; `variables` says whether the policy's version has them. */
export function compileCondition(
  operator: ConditionOperator,
  key: string,
  values: readonly string[],
  variables: boolean,
): Condition {
  return { operator, key, values: valuesOf(operator.comparison, values, variables) };
}

function valuesOf(
  comparison: Comparison,
  values: readonly string[],
  variables: boolean,
): Condition['values'] {
  switch (comparison) {
    case 'StringEquals':
      return textValues(values, { reading: 'none', ignoreCase: false, variables });
    case 'StringEqualsIgnoreCase':
      return textValues(values, { reading: 'none', ignoreCase: true, variables });
    case 'StringLike':
      return textValues(values, { reading: 'string', ignoreCase: false, variables });
    case 'ArnLike':
      return textValues(values, { reading: 'arn', ignoreCase: false, variables });
    case 'Null':
      return { absent: values.map(booleanType.parse) };
    default:
      return typedValues(comparison, values, variables);
  }
}

/**
 * Whether the condition holds for a request.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds({ operator, key, values }: Condition, request: AccessRequest): Truth {
  const value = contextValue(request, key);
  if ('absent' in values) return nullHolds(values, value, operator);
  switch (value.kind) {
    case 'absent':
      return (
        operator.ifExists || (operator.set === undefined ? operator.negated : operator.set === 'ForAllValues')
      );
    case 'unknown':
      return { missing: value.missing };
    case 'possible': {
      if (!('options' in values)) return { missing: value.missing };
      const fits = fitsPossible(values, value, request);
      return operator.negated ? not(fits) : fits;
    }
    case 'values':
      return valuesHold(operator, key, value.values, (text) => {
        const fits = 'options' in values ? fitsText(values, text, request) : fitsTyped(values, text);
        return operator.negated ? not(fits) : fits;
      });
  }
}

/** An empty text counts as no value at all where a set is asked for, as AWS documents it. */
function valuesHold(
  { set }: ConditionOperator,
  key: string,
  values: readonly string[],
  holds: (text: string) => Truth,
): Truth {
  if (set !== undefined) {
    const present = values.filter((text) => text !== '');
    return set === 'ForAllValues' ? all(present, holds) : any(present, holds);
  }
  const [first = '', ...others] = values;
  const answer = holds(first);
  if (others.length === 0 || others.every((text) => holds(text) === answer)) return answer;
  return unsettled(
    `${quoted(key)} has several values, which AWS compares only with \`ForAnyValue:\` or \`ForAllValues:\``,
  );
}

function nullHolds({ absent }: NullValues, value: ContextValue, { set }: ConditionOperator): Truth {
  if (set !== undefined) return unsettled(`AWS does not say what \`${set}:Null\` means`);
  if (value.kind === 'unknown') return { missing: value.missing };
  return any(absent, (expected) =>
    expected === undefined
      ? unsettled('AWS does not say what `Null` makes of a value that is neither `true` nor `false`')
      : expected === (value.kind === 'absent'),
  );
}
