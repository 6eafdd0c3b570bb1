import type { PossibleText } from '../../policy/pattern/possible-text.js';
import type { Comparison, ConditionOperator } from '../../policy/scp/condition-operator.js';
import { quoted } from '../../policy/text/quote.js';
import { type AccessRequest, type ContextValue, contextValue } from './request.js';
import { fitsPossible, fitsText, type TextOptions, type TextValues, textValues } from './text-values.js';
import { all, any, not, type Truth, unsettled } from './truth.js';
import { fitsTyped, isTrue, type TypedValues, typedValues } from './typed-values.js';

/** One key under one operator of a statement's `Condition`, ready to be evaluated for requests. */
export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: string;
  /** Whether the key can have several values in one request. */
  readonly multivalued: boolean;
  readonly values: TextValues | TypedValues | NullValues;
}

/** The values of `Null`: whether the key must be absent. */
interface NullValues {
  readonly absent: readonly boolean[];
}

/** The version of a policy and the condition keys of AWS, which decide how a condition is read. */
export type ConditionOptions = Pick<TextOptions, 'variables' | 'isMultivalued'>;

/** Compiles one condition of a statement. */
export function compileCondition(
  operator: ConditionOperator,
  key: string,
  values: readonly string[],
  options: ConditionOptions,
): Condition {
  const multivalued = options.isMultivalued(key);
  return { operator, key, multivalued, values: valuesOf(operator.comparison, values, options) };
}

function valuesOf(
  comparison: Comparison,
  values: readonly string[],
  options: ConditionOptions,
): Condition['values'] {
  switch (comparison) {
    case 'StringEquals':
      return textValues(values, { ...options, reading: 'none', ignoreCase: false });
    case 'StringEqualsIgnoreCase':
      return textValues(values, { ...options, reading: 'none', ignoreCase: true });
    case 'StringLike':
      return textValues(values, { ...options, reading: 'string', ignoreCase: false });
    case 'ArnLike':
      return textValues(values, { ...options, reading: 'arn', ignoreCase: false });
    case 'Null':
      return { absent: values.map(isTrue) };
    default:
      return typedValues(comparison, values, options.variables);
  }
}

/**
 * Whether the condition is true for a request. A plain operator, negated or not, never matches a multivalued key that
 * the request has (captured answer, 2026-09-13).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(
  condition: Condition,
  request: AccessRequest,
  value = contextValue(request, condition.key),
): Truth {
  const { operator, key, values, multivalued } = condition;
  if (value.kind === 'either') {
    const [first = false, ...others] = value.values.map((each) => conditionHolds(condition, request, each));
    return others.every((other) => other === first) ? first : { missing: value.missing };
  }
  if ('absent' in values) return nullHolds(values, value, operator);
  if (value.kind === 'absent') return holdsWithoutKey(operator);
  if (multivalued && operator.set === undefined) {
    const certain = value.kind !== 'unknown' || !holdsWithoutKey(operator);
    return certain ? false : { missing: value.missing };
  }
  switch (value.kind) {
    case 'unknown':
      return { missing: value.missing };
    case 'possible': {
      if (!('options' in values)) return { missing: value.missing };
      const comparable = values.options.reading === 'arn' ? areArns(value.texts) : true;
      if (comparable !== true) return comparable === false ? false : { missing: value.missing };
      const fits = fitsPossible(values, value, request);
      return operator.negated ? not(fits) : fits;
    }
    case 'values':
      return valuesHold(operator, key, value.values, (text) => valueHolds(condition, text, request));
  }
}

/**
 * Whether the condition is true where the request does not have the key. `IfExists` has no effect under a set operator:
 * `ForAnyValue:` is false without values, `ForAllValues:` is true (accepted re:Post answer, observed on live AWS).
 */
function holdsWithoutKey({ set, ifExists, negated }: ConditionOperator): boolean {
  return set === undefined ? ifExists || negated : set === 'ForAllValues';
}

/** Whether the condition is true for one value. A value that cannot be compared makes it false, negated or not. */
function valueHolds({ operator, values }: Condition, text: string, request: AccessRequest): Truth {
  if ('absent' in values) return false;
  if ('options' in values && values.options.reading === 'arn' && !isArn(text)) return false;
  const fits = 'options' in values ? fitsText(values, text, request) : fitsTyped(values, text);
  if (fits === undefined) return false;
  return operator.negated ? not(fits) : fits;
}

/** Six parts at least, the first of them `arn`. */
function isArn(text: string): boolean {
  return /^arn:(?:[^:]*:){4}/.test(text);
}

/** Whether the possible texts are ARNs: all of them, none (they have no colon), or undefined where it depends. */
function areArns(texts: readonly PossibleText[]): boolean | undefined {
  const known = (text: PossibleText) =>
    text.map((part) => (typeof part === 'string' ? part : part.characters.includes(':') ? '?' : '')).join('');
  if (texts.every((text) => isArn(known(text)))) return true;
  return texts.some((text) => /[:?]/.test(known(text))) ? undefined : false;
}

/** The values of a key, one by one or as a set. An empty text is a value like any other (captured answer, 2026-09-13). */
function valuesHold(
  { set }: ConditionOperator,
  key: string,
  values: readonly string[],
  holds: (text: string) => Truth,
): Truth {
  if (set !== undefined) return set === 'ForAllValues' ? all(values, holds) : any(values, holds);
  const [first = '', ...others] = values;
  if (others.length === 0 || values.every((text) => holds(text) === false)) return holds(first);
  return unsettled(
    `${quoted(key)} has several values, which AWS compares only with \`ForAnyValue:\` or \`ForAllValues:\``,
  );
}

/** `Null` reads every policy value but `true` as `false` (captured answer, 2026-09-13). */
function nullHolds({ absent }: NullValues, value: ContextValue, { set }: ConditionOperator): Truth {
  if (set !== undefined) return unsettled(`AWS does not document what \`${set}:Null\` means`);
  if (value.kind === 'unknown')
    return absent.includes(true) && absent.includes(false) ? true : { missing: value.missing };
  return absent.includes(value.kind === 'absent');
}
