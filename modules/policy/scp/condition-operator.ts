/** The parts of a condition operator: `ForAnyValue:StringNotLikeIfExists` is a negated `StringLike`. */
export interface ConditionOperator {
  /** As AWS spells it. */
  readonly name: string;
  readonly comparison: Comparison;
  /** True if the operator holds where the comparison with every value of the policy fails. */
  readonly negated: boolean;
  /** How several values of a key are combined. */
  readonly set: 'ForAnyValue' | 'ForAllValues' | undefined;
  readonly ifExists: boolean;
}

/** What is compared, and how; `ArnEquals` is `ArnLike`. */
export type Comparison =
  | 'StringEquals'
  | 'StringEqualsIgnoreCase'
  | 'StringLike'
  | 'NumericEquals'
  | 'NumericLessThan'
  | 'NumericLessThanEquals'
  | 'NumericGreaterThan'
  | 'NumericGreaterThanEquals'
  | 'DateEquals'
  | 'DateLessThan'
  | 'DateLessThanEquals'
  | 'DateGreaterThan'
  | 'DateGreaterThanEquals'
  | 'Bool'
  | 'BinaryEquals'
  | 'IpAddress'
  | 'ArnLike'
  | 'Null';

const positive: Readonly<Record<string, Comparison>> = {
  StringEquals: 'StringEquals',
  StringEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringLike: 'StringLike',
  NumericEquals: 'NumericEquals',
  NumericLessThan: 'NumericLessThan',
  NumericLessThanEquals: 'NumericLessThanEquals',
  NumericGreaterThan: 'NumericGreaterThan',
  NumericGreaterThanEquals: 'NumericGreaterThanEquals',
  DateEquals: 'DateEquals',
  DateLessThan: 'DateLessThan',
  DateLessThanEquals: 'DateLessThanEquals',
  DateGreaterThan: 'DateGreaterThan',
  DateGreaterThanEquals: 'DateGreaterThanEquals',
  Bool: 'Bool',
  BinaryEquals: 'BinaryEquals',
  IpAddress: 'IpAddress',
  ArnEquals: 'ArnLike',
  ArnLike: 'ArnLike',
  Null: 'Null',
};

const negative: Readonly<Record<string, Comparison>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnLike',
  ArnNotLike: 'ArnLike',
};

/** The operators without set qualifier and `IfExists`, for messages. */
export const plainOperators: readonly string[] = [...Object.keys(positive), ...Object.keys(negative)].sort();

const known = new Map<string, ConditionOperator>();
for (const [names, negated] of [
  [positive, false],
  [negative, true],
] as const) {
  for (const [plain, comparison] of Object.entries(names)) {
    for (const set of [undefined, 'ForAnyValue', 'ForAllValues'] as const) {
      for (const ifExists of [false, true]) {
        if (ifExists && comparison === 'Null') continue;
        const name = `${set === undefined ? '' : `${set}:`}${plain}${ifExists ? 'IfExists' : ''}`;
        known.set(name.toLowerCase(), { name, comparison, negated, set, ifExists });
      }
    }
  }
}

/**
 * The operator of a name in any case; undefined when AWS has none of that name (`NullIfExists` among them).
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionOperator(name: string): ConditionOperator | undefined {
  return known.get(name.toLowerCase());
}
