import { describeFound, type FoundValue } from '../text/found-value.js';
import { listed, quoted } from '../text/quote.js';

type NoFacts = Readonly<Record<never, never>>;

/** What the policy language expects. */
export type PolicyPart =
  | 'policy'
  | 'statement'
  | 'statements'
  | 'string'
  | 'strings'
  | 'operators'
  | 'condition-keys'
  | 'condition-values';

const parts: Readonly<Record<PolicyPart, string>> = {
  policy: 'an object with `Version` and `Statement`',
  statement: 'a statement',
  statements: 'a statement or a list of statements',
  string: 'a string',
  strings: 'a string or a list of strings',
  operators: 'an object of condition operators',
  'condition-keys': 'an object of condition keys',
  'condition-values': 'a string, a number, `true` or `false`, or a list of them',
};

/** Values of the wrong type in a service control policy. */
export const scpWrongType = {
  'policy-part': ({ expected, ...found }: FoundValue & { readonly expected: PolicyPart }) => ({
    message: `found ${describeFound(found)}; AWS expects ${parts[expected]}`,
  }),
};

/** Elements that a service control policy must have. */
export const scpMissingKey = {
  statements: (_: NoFacts) => ({
    message: 'missing element `Statement`',
    help: 'add `"Statement": […]`',
  }),
  'statement-element': ({ key }: { readonly key: 'Effect' | 'Action' | 'Resource' }) => {
    const either = key === 'Effect' ? '`Effect`' : `\`${key}\` or \`Not${key}\``;
    return {
      message: `the statement has no ${either}`,
      help: `add ${either}${key === 'Resource' ? '; `"*"` is every resource' : ''}`,
    };
  },
};

/** Values that a service control policy cannot have. */
export const scpInvalidValue = {
  effect: ({ expected, ...found }: FoundValue & { readonly expected?: 'Allow' | 'Deny' }) => ({
    message: `found ${describeFound(found)}; AWS expects \`Allow\` or \`Deny\``,
    help: expected === undefined ? undefined : `write \`${expected}\`; case matters`,
  }),
  'no-statements': (_: NoFacts) => ({
    message: 'the list of statements is empty',
    help: 'add a statement',
  }),
};

/** Elements of a statement that exclude each other. */
export const scpConflictingKeys = {
  'not-element': ({ key, other }: { readonly key: string; readonly other: string }) => ({
    message: `a statement cannot have both \`${other}\` and \`${key}\``,
    help: 'write two statements',
  }),
};

const unclear = 'AWS does not document whether it accepts that';

/** What AWS's documentation of service control policies leaves open. */
export const scpUnconfirmed = {
  'version-missing': (_: NoFacts) => ({
    message: `no \`Version\`; AWS documents that every service control policy must have it. Without it policy variables are literal text`,
    help: 'add `"Version": "2012-10-17"`',
  }),
  'version-old': ({ found }: { readonly found: string }) => ({
    message: `version ${quoted(found)}; AWS documents only \`2012-10-17\`. In ${quoted(found)} policy variables are literal text`,
    help: 'write `"Version": "2012-10-17"`',
  }),
  'policy-id': (_: NoFacts) => ({
    message: `\`Id\` is not an element of service control policies; ${unclear}`,
    help: 'remove it',
  }),
  'empty-sid': (_: NoFacts) => ({ message: `an empty statement ID; ${unclear}`, help: 'remove it' }),
  'duplicate-sid': ({ found }: { readonly found: string }) => ({
    message: `duplicate statement ID ${quoted(found)}, which IAM policies cannot have; ${unclear}`,
    help: 'give each statement its own ID',
  }),
  'empty-element': ({
    key,
    negated,
  }: {
    readonly key: 'Action' | 'Resource';
    readonly negated: boolean;
  }) => ({
    message: `the list is empty: ${negated ? `the statement applies to every ${key.toLowerCase()}` : 'the statement has no effect'}; ${unclear}`,
    help: `name ${key.toLowerCase()}s, or write \`"*"\` for all`,
  }),
  'action-form': ({ action }: { readonly action: string }) => ({
    message: `${quoted(action)} is not a valid action name; ${unclear}`,
    help: 'write `service:Action`, in letters and digits',
  }),
  'resource-variable': ({ resource }: { readonly resource: string }) => ({
    message: `${quoted(resource)} has a variable before its fifth colon, where AWS does not allow one`,
    help: 'use variables only in the last part of the ARN',
  }),
  'resource-parts': ({ resource }: { readonly resource: string }) => ({
    message: `${quoted(resource)} has fewer than the six parts of an ARN; ${unclear}`,
    help: 'write `arn:partition:service:region:account:resource`; parts can be `*`',
  }),
  'resource-partition': ({ resource, found }: { readonly resource: string; readonly found: string }) => ({
    message: `${quoted(resource)} names the partition ${quoted(found)}, which AWS does not have; ${unclear}`,
    help: 'write `aws`, `aws-us-gov` or `aws-cn`',
  }),
  'resource-service': ({ resource }: { readonly resource: string }) => ({
    message: `${quoted(resource)} has a wildcard in its service; AWS documents that as invalid`,
    help: 'name the service, or write `"*"` for every resource',
  }),
  'resource-region': ({ resource, region }: { readonly resource: string; readonly region: string }) => ({
    message: `${quoted(resource)} names the Region ${quoted(region)}; ARNs of this resource have no Region`,
    help: 'leave the Region empty',
  }),
  'empty-condition': (_: NoFacts) => ({ message: `the condition is empty; ${unclear}`, help: 'remove it' }),
  'operator-case': ({ found, expected }: { readonly found: string; readonly expected: string }) => ({
    message: `${quoted(found)} is spelled ${quoted(expected)} in AWS's documentation; case may matter`,
    help: `write ${quoted(expected)}`,
  }),
  'null-set': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)}: a set operator has no meaning with \`Null\``,
    help: 'write `Null`',
  }),
  'no-values': ({ key, negated }: { readonly key: string; readonly negated: boolean }) => ({
    message: `no value for ${quoted(key)}: the condition is ${negated ? 'always' : 'never'} true; ${unclear}`,
    help: 'name values, or remove the key',
  }),
  'value-variable': ({ found, operator }: { readonly found: string; readonly operator: string }) => ({
    message: `${quoted(found)} has a variable, which AWS allows only with string and ARN operators`,
    help: `\`${operator}\` expects ${comparedWith(operator)}`,
  }),
  'value-type': ({ found, operator }: { readonly found: string; readonly operator: string }) => ({
    message: `found ${quoted(found)}; \`${operator}\` expects ${comparedWith(operator)}`,
    help: /^(Bool|Null)/.test(operator)
      ? 'AWS reads other values as `false`'
      : 'IAM refuses other values in its policies; for service control policies AWS does not document it',
  }),
  'host-bits': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} has bits set after its prefix; IAM refuses that in its policies`,
    help: 'write the first address of the range',
  }),
  'dotted-quad': ({ found }: { readonly found: string }) => ({
    message: `${quoted(found)} is an IPv6 address with an IPv4 part; IAM refuses that in its policies`,
    help: 'write it in hexadecimal, or write the IPv4 address alone',
  }),
  'broken-variable': ({
    found,
    cause,
  }: {
    readonly found: string;
    readonly cause: 'no-brace' | 'no-key' | 'default-quotes';
  }) => ({
    message: `${quoted(found)} ${brokenVariable[cause]}; ${unclear}`,
    help: "write `${aws:username}` or `${aws:username, 'default'}`; `${$}` is a dollar sign",
  }),
  'key-case': ({ key, other }: { readonly key: string; readonly other: string }) => ({
    message: `${quoted(key)} and ${quoted(other)} are the same condition key, since its case does not matter; ${unclear}`,
    help: 'combine the two',
  }),
};

const brokenVariable = {
  'no-brace': 'is a variable without its closing brace',
  'no-key': 'is a variable that names no condition key',
  'default-quotes': 'has a default value that is not in single quotes',
};

/** What an operator compares with. */
function comparedWith(operator: string): string {
  if (/^Numeric/.test(operator)) return 'a number';
  if (/^Date/.test(operator)) return 'a date (`2026-01-31`, `2026-01-31T12:00:00Z`, or seconds since 1970)';
  if (/^(Bool|Null)/.test(operator)) return '`true` or `false`';
  if (/^Binary/.test(operator)) return 'base64';
  if (/^Arn/.test(operator)) return 'an ARN (`arn:aws:iam::*:role/admin`)';
  return 'an IP address or a range of them (`203.0.113.0/24`)';
}

/** `a`, `b` and 3 more: a long list of names in a message. */
export function listedBriefly(names: readonly string[], maxShown: number): string {
  if (names.length <= maxShown) return listed(names);
  return `${names.slice(0, maxShown).map(quoted).join(', ')} and ${names.length - maxShown} more`;
}
