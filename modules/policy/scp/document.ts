/** A service control policy as this package writes it. Raw documents may say the same in other shapes. */
export type ServiceControlPolicy = {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
};

/** One statement. Invariant: exactly one of `Action` and `NotAction`, and one of `Resource` and `NotResource`. */
export type PolicyStatement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: PolicyConditions;
};

/** Operator, then condition key, then values: `{ ArnLike: { 'aws:ChatbotSourceArn': ['arn:…'] } }`. */
export type PolicyConditions = { readonly [operator: string]: { readonly [key: string]: readonly string[] } };
