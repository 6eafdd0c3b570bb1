import { type Coverage, coverage, type Hole, type PossibleText } from '../../pattern/possible-text.js';
import { tokensOf, type WildcardReading } from '../../pattern/token.js';
import type { Comparison, ConditionOperator } from '../condition-operator.js';
import type { ConditionNode } from '../statement-nodes.js';

/** The values that a condition key can have in a request; `absent` where the request does not have the key. */
type PossibleValues = readonly PossibleText[] | 'absent';

/**
 * In how many of the requests with such values the condition holds; `some` also where it cannot be determined.
 * A key with several values is not meant here.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holdsFor({ operator, values }: ConditionNode, possible: PossibleValues): Coverage {
  if (operator.comparison === 'Null') {
    const wantsAbsent = values.some(({ text }) => text.toLowerCase() === 'true');
    return wantsAbsent === (possible === 'absent') ? 'all' : 'none';
  }
  if (possible === 'absent') return holdsWithoutKey(operator) ? 'all' : 'none';
  const reading = readings[operator.comparison];
  if (reading === undefined || values.some(({ text }) => text.includes('${'))) return 'some';
  if (operator.comparison === 'ArnLike' && !possible.every(isArn)) return 'none';
  const fold = (text: string) => (ignoresCase.has(operator.comparison) ? text.toLowerCase() : text);
  const patterns = values.map(({ text }) => tokensOf(fold(text), reading));
  const texts = possible.map((text) => text.map((part) => (typeof part === 'string' ? fold(part) : part)));
  const covered = coverage(patterns, texts);
  if (!operator.negated || covered === 'some') return covered;
  return covered === 'all' ? 'none' : 'all';
}

/** ARN operators, negated ones too, never match another value: an answer of IAM's policy simulator. */
function isArn([start]: PossibleText): boolean {
  return typeof start === 'string' && start.startsWith('arn:');
}

/**
 * Whether a condition holds where the request does not have its key. `IfExists` has no effect with `ForAnyValue`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function holdsWithoutKey({ set, ifExists, negated }: Omit<ConditionOperator, 'comparison'>): boolean {
  if (set === 'ForAnyValue') return false;
  return set === 'ForAllValues' || ifExists || negated;
}

/** How the values of an operator are read; undefined for numbers, dates and addresses. */
export const readings: Partial<Record<Comparison, WildcardReading>> = {
  StringEquals: 'none',
  StringEqualsIgnoreCase: 'none',
  StringLike: 'string',
  ArnLike: 'arn',
  Bool: 'none',
};

/** The comparisons that ignore case. */
export const ignoresCase: ReadonlySet<Comparison> = new Set(['StringEqualsIgnoreCase', 'Bool']);

const digits = '0123456789';
const account: Hole = { characters: digits, minLength: 12, maxLength: 12 };
/** A path and a name of a role. */
const roleName: Hole = {
  characters: `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${digits}+=,.@-_/`,
  minLength: 1,
  maxLength: 576,
};

/** The ARNs that an IAM role can have in a partition. */
export function roleArnsIn(partition: string): readonly PossibleText[] {
  return [[`arn:${partition}:iam::`, account, ':role/', roleName]];
}

/** The value of `aws:userid` for a role: its ID and the name of the session. */
const roleSessionId: PossibleText = [
  'AROA',
  { ...roleName, maxLength: 128 },
  ':',
  { ...roleName, maxLength: 64 },
];

/**
 * What a command run from chat has under the global condition keys for which that is certain: a chat session is an
 * assumed IAM role whose credentials the chat service uses, without multi-factor authentication and from outside any
 * VPC. Where the list has `absent`, the request may lack the key. Undefined for every other key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
 */
export function chatSessionValues(
  key: string,
  partition = 'aws',
): readonly (PossibleText | 'absent')[] | undefined {
  const folded = key.toLowerCase();
  return folded === 'aws:principalarn' ? roleArnsIn(partition) : chatSession.get(folded);
}

/** What `chatSessionValues` returns for every key but the role's ARN, by the key in lower case. */
export const chatSession: ReadonlyMap<string, readonly (PossibleText | 'absent')[]> = new Map<
  string,
  readonly (PossibleText | 'absent')[]
>([
  ['aws:multifactorauthpresent', [['false'], 'absent']],
  ['aws:principaltype', [['AssumedRole']]],
  ['aws:principalisawsservice', [['false']]],
  ['aws:userid', [roleSessionId]],
  ['aws:viaawsservice', [['false']]],
  ...[
    'aws:assumedroot',
    'aws:calledvia',
    'aws:calledviafirst',
    'aws:calledvialast',
    'aws:ec2instancesourceprivateipv4',
    'aws:ec2instancesourcevpc',
    'aws:federatedprovider',
    'aws:multifactorauthage',
    'aws:principalservicename',
    'aws:principalservicenameslist',
    'aws:sourceaccount',
    'aws:sourcearn',
    'aws:sourceorgid',
    'aws:sourceorgpaths',
    'aws:sourcevpc',
    'aws:sourcevpcarn',
    'aws:sourcevpce',
    'aws:username',
    'aws:vpceaccount',
    'aws:vpceorgid',
    'aws:vpceorgpaths',
    'aws:vpcsourceip',
    'ec2:sourceinstancearn',
    'lambda:sourcefunctionarn',
  ].map((key) => [key, ['absent']] as const),
]);

/** Whether a condition can hold for a request from chat; true where that cannot be determined. */
export function canHoldForChat(condition: ConditionNode): boolean {
  const possible = chatSessionValues(condition.key);
  if (possible === undefined) return true;
  return possible.some((value) => holdsFor(condition, value === 'absent' ? value : [value]) !== 'none');
}
