import type { ActionCatalogue } from '../../action-catalogue.js';
import { groupedBy } from '../../grouped-by.js';
import { canMeetAll, type PossibleText, printable, type TextTest } from '../../pattern/possible-text.js';
import { tokensOf } from '../../pattern/token.js';
import { type Finding, finding } from '../../problems/problem.js';
import { isMultivaluedKey } from '../multivalued-keys.js';
import { possibleSourceArns } from '../source-arns.js';
import type { ConditionNode, StatementNode } from '../statement-nodes.js';
import { chatConditions, holdsOutsideChat } from './chat-condition.js';
import { chatSessionValues, holdsWithoutKey, ignoresCase, readings } from './holds-for-chat.js';

/** The values that a condition key can have; `absent` where a request may lack the key. */
export type KeyValues = readonly (PossibleText | 'absent')[];

/**
 * Conditions of a statement that no request meets: two on one key that contradict each other, or one that no session
 * from chat can meet in a statement about chat. One problem a key.
 */
export function conditionNeverHolds(statement: StatementNode, catalogue?: ActionCatalogue): Finding[] {
  const partitions = chatPartitions(statement);
  return conditionsByKey(statement).flatMap(([key, conditions]) => {
    const reading = { key, isSingle: isSingleValued(key, catalogue) };
    const comparable = conditions.filter(
      ({ operator, values }) =>
        values.length > 0 &&
        (operator.set !== undefined || operator.comparison === 'Null' || !isMultivaluedKey(key, catalogue)),
    );
    // A condition that never holds by itself has a problem of its own, and so has a key twice under one operator.
    if (new Set(comparable.map(({ operatorMember }) => operatorMember)).size < comparable.length) return [];
    const possible = isSourceArn(key) ? sourceArns : undefined;
    if (comparable.some((each) => !canHold([each], reading, possible))) return [];
    if (!canHold(comparable, reading, possible)) {
      return [contradiction(contradicting(comparable, reading, possible))];
    }
    const inChat = partitions?.flatMap((partition) => chatSessionValues(key, partition) ?? []) ?? [];
    if (inChat.length === 0 || canHold(comparable, reading, inChat)) return [];
    return [neverInChat(contradicting(comparable, reading, inChat), inChat)];
  });
}

/** The conditions on one key that cannot all hold, without those that are not needed for that. */
export function contradicting(
  conditions: readonly ConditionNode[],
  reading: KeyReading,
  possible: KeyValues | undefined,
): readonly ConditionNode[] {
  return conditions.reduce((needed, condition) => {
    const others = needed.filter((each) => each !== condition);
    return canHold(others, reading, possible) ? needed : others;
  }, conditions);
}

/** The conditions of a statement by their keys in lower case. */
export function conditionsByKey({
  conditions,
}: StatementNode): readonly (readonly [string, readonly ConditionNode[]])[] {
  return [...groupedBy(conditions, ({ key }) => key.toLowerCase())];
}

/** A condition key, and whether a request has at most one value of it. */
export interface KeyReading {
  readonly key: string;
  readonly isSingle: boolean;
}

function isSingleValued(key: string, catalogue: ActionCatalogue | undefined): boolean {
  const isKnown = key.startsWith('aws:') || catalogue?.conditionKey(key) !== undefined;
  return isKnown && !isMultivaluedKey(key, catalogue);
}

function isSourceArn(key: string): boolean {
  return key === 'aws:chatbotsourcearn';
}

const partitionNames = ['aws', 'aws-cn', 'aws-us-gov'];
const sourceArns: KeyValues = [
  ...partitionNames.flatMap((partition) => possibleSourceArns({}, partition)),
  'absent',
];

/** The partitions of the chat sessions that a statement is about; undefined if it is not about chat alone. */
function chatPartitions(statement: StatementNode): readonly string[] | undefined {
  const onChat = chatConditions(statement);
  if (!onChat.some((condition) => !holdsOutsideChat(condition))) return undefined;
  const reading = { key: 'aws:chatbotsourcearn', isSingle: true };
  return partitionNames.filter((partition) => canHold(onChat, reading, possibleSourceArns({}, partition)));
}

/**
 * Whether one request can meet all of these conditions on a key. `possible` are the values that the key can have,
 * default any. True where that cannot be determined: for numbers, dates, addresses and policy variables.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function canHold(
  conditions: readonly ConditionNode[],
  { isSingle }: KeyReading,
  possible: KeyValues | undefined,
): boolean {
  if ((possible === undefined || possible.includes('absent')) && conditions.every(holdsIfAbsent)) return true;
  const onValue = conditions.filter(({ operator }) => operator.comparison !== 'Null');
  if (conditions.some((each) => each.operator.comparison === 'Null' && !wants(each, 'false'))) return false;
  const texts = possible?.filter((text) => text !== 'absent');
  const meet = (some: readonly ConditionNode[]) => canMeet(some, texts);
  const isPlain = onValue.some(({ operator }) => operator.set === undefined);
  if (isSingle || isPlain) return meet(onValue);
  // Every value of the key meets the conditions of `ForAllValues`, and one value each of the others.
  const all = onValue.filter(({ operator }) => operator.set === 'ForAllValues');
  const any = onValue.filter(({ operator }) => operator.set === 'ForAnyValue');
  return any.length === 0 ? meet(all) : any.every((each) => meet([...all, each]));
}

function holdsIfAbsent(condition: ConditionNode): boolean {
  const { operator } = condition;
  return operator.comparison === 'Null' ? wants(condition, 'true') : holdsWithoutKey(operator);
}

/** `Null` reads every value but `true` as `false` (captured answer, 2026-09-13). */
function wants({ values }: ConditionNode, value: 'true' | 'false'): boolean {
  return values.some(({ text }) => (text.toLowerCase() === 'true') === (value === 'true'));
}

/** Whether one value of a key can meet all of the conditions. */
function canMeet(conditions: readonly ConditionNode[], texts: readonly PossibleText[] | undefined): boolean {
  const known = conditions.filter(({ values }) => !values.some(({ text }) => isOpen(text)));
  const comparisons = known.map(({ operator }) => operator.comparison);
  const folds = comparisons.some((comparison) => ignoresCase.has(comparison));
  const tests = known.flatMap((condition) => testsOf(condition, folds));
  // ARN operators, negated ones too, never match another value: an answer of IAM's policy simulator.
  const isArn = comparisons.includes('ArnLike');
  const values = (texts ?? [anyText(tests, isArn)]).filter(([start]) => !isArn || isArnStart(start));
  return values.length > 0 && canMeetAll(tests, folds ? values.map(folded) : values);
}

/** A value with a policy variable or a placeholder, which is known only later. */
function isOpen(text: string): boolean {
  return /\$\{|[\uE000-\uF8FF]/.test(text);
}

function isArnStart(start: PossibleText[number] | undefined): boolean {
  return typeof start === 'string' && start.startsWith('arn:');
}

/**
 * A condition as a test of a value, in lower case if `folds`. None where a value cannot be tested: a negated comparison
 * of exact case does not exclude the other spellings.
 */
function testsOf({ operator, values }: ConditionNode, folds: boolean): readonly TextTest[] {
  const { comparison, negated } = operator;
  if (comparison === 'Bool') {
    // Every value but `true` counts as `false` (captured answer, 2026-09-13).
    const wanted = new Set(values.map(({ text }) => text.toLowerCase() === 'true'));
    return wanted.size === 2 ? [] : [{ patterns: [tokensOf('true', 'none')], negated: !wanted.has(true) }];
  }
  const reading = readings[comparison];
  if (reading === undefined || (folds && negated && !ignoresCase.has(comparison))) return [];
  const patterns = values.map(({ text }) => tokensOf(folds ? text.toLowerCase() : text, reading));
  return [{ patterns, negated }];
}

function folded(text: PossibleText): PossibleText {
  return text.map((part) =>
    typeof part === 'string' ? part.toLowerCase() : { ...part, characters: part.characters.toLowerCase() },
  );
}

/** Any value, of the characters of the patterns and some others. */
function anyText(tests: readonly TextTest[], isArn: boolean): PossibleText {
  const named = tests.flatMap(({ patterns }) => patterns.flat().filter((token) => typeof token === 'string'));
  const characters = [...new Set([...printable, ' ', '\u0001', ...named])].join('');
  return [...(isArn ? ['arn:'] : []), { characters, minLength: 0, maxLength }];
}

/** Longer values meet no condition that a shorter one does not meet. */
const maxLength = 10_000;

function placeOf(
  conditions: readonly ConditionNode[],
): Pick<Finding, 'path' | 'offset'> & { readonly key: string } {
  const last = conditions.reduce((a, b) => (b.member.offset >= a.member.offset ? b : a));
  return { path: last.path, offset: last.member.offset, key: last.key };
}

function contradiction(conditions: readonly ConditionNode[]): Finding {
  const { key, ...place } = placeOf(conditions);
  const operators = [...new Set(conditions.map(({ operator }) => operator.name))];
  return finding('condition-never-holds', 'warning', place, { rule: 'contradiction', key, operators });
}

function neverInChat(conditions: readonly ConditionNode[], inChat: KeyValues): Finding {
  const [only, ...others] = conditions;
  if (only === undefined || others.length > 0) return contradiction(conditions);
  const { key, ...place } = placeOf(conditions);
  const [expected] = inChat.flatMap((value) => (value === 'absent' ? [] : [withEllipses(value)]));
  const facts = { rule: 'chat', key, operator: only.operator.name } as const;
  return finding(
    'condition-never-holds',
    'warning',
    place,
    expected === undefined ? facts : { ...facts, expected },
  );
}

function withEllipses(text: PossibleText): string {
  return text.map((part) => (typeof part === 'string' ? part : '…')).join('');
}
