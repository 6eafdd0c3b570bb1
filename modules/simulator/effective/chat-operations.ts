import { childControlKey, valueOperators } from '../../policy/chatbot/grammar.js';
import type { ValueOperator } from '../../policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';
import { inOrder, joinInOrder, type SettingKey } from './setting-key.js';

/** The value of a setting: a string or a list of strings. */
export type SettingValue = string | readonly string[];

/** The operators of a chat policy, or of all policies of one level, for a part of the document. */
export interface ChatOperations {
  readonly place: SettingKey;
  /** In attachment order; empty on containers, and on settings with a control alone. */
  readonly uses: readonly Use[];
  /** The value operators that policies below may use. */
  readonly control: OperatorSet;
  /** In the order of the document. */
  readonly below: readonly ChatOperations[];
}

/** The operators of one policy on one setting. */
export interface Use {
  /** The policy's ID. */
  readonly policy: string;
  readonly assign: SettingValue | undefined;
  readonly append: readonly string[] | undefined;
  readonly remove: readonly string[] | undefined;
}

/** A set of value operators as bits. */
export type OperatorSet = number;

export const allOperators: OperatorSet = 7;
const bits: Readonly<Record<ValueOperator, OperatorSet>> = { '@@assign': 1, '@@append': 2, '@@remove': 4 };

/** Whether a set holds an operator. */
export function allows(set: OperatorSet, operator: ValueOperator): boolean {
  return (set & bits[operator]) !== 0;
}

/**
 * Reads a document that the checker accepts, or a part of it. Value operators at the root of a document do nothing,
 * as AWS has it.
 */
export function chatOperations(policy: string, content: JsonValue, place: SettingKey): ChatOperations {
  return operationsAt(policy, content, place, []);
}

/** `parts`: those that were read and belong to none yet; a list that grows for each part would cost more than the part. */
function operationsAt(
  policy: string,
  content: JsonValue,
  place: SettingKey,
  parts: ChatOperations[],
): ChatOperations {
  const document: JsonObject = isJsonObject(content) ? content : {};
  const first = parts.length;
  let assign: SettingValue | undefined;
  let append: readonly string[] | undefined;
  let remove: readonly string[] | undefined;
  let control = allOperators;
  for (const key in document) {
    const value = document[key] ?? null;
    const operator = operatorOf(key);
    if (operator === undefined) parts.push(operationsAt(policy, value, place.at(key), parts));
    else if (operator === childControlKey) control = operatorSet(value);
    else if (operator === '@@assign') assign = Array.isArray(value) ? wordsOf(value) : String(value);
    else if (operator === '@@append') append = wordsOf(value);
    else if (operator === '@@remove') remove = wordsOf(value);
  }
  const isUsed = place.above !== undefined && (assign ?? append ?? remove) !== undefined;
  return {
    place,
    uses: isUsed ? [{ policy, assign, append, remove }] : none,
    control,
    below: first === parts.length ? none : inOrder(parts.splice(first)),
  };
}

/** A key that is an operator, as AWS folds it. */
function operatorOf(key: string): string | undefined {
  return key.startsWith('@@') ? key.toLowerCase() : undefined;
}

/** The operators of peers on one level, the first attached first: their uses are combined, their controls intersect. */
export function mergePeers(first: ChatOperations, second: ChatOperations): ChatOperations {
  return {
    place: first.place,
    uses: [...first.uses, ...second.uses],
    control: first.control & second.control,
    below: joinInOrder(first.below, second.below, joined, undefined),
  };
}

function joined(known: ChatOperations | undefined, added: ChatOperations): ChatOperations {
  return known === undefined ? added : mergePeers(known, added);
}

const none: readonly never[] = [];

function wordsOf(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** What a control allows. */
export function operatorSet(value: JsonValue): OperatorSet {
  const words = wordsOf(value).map((word) => word.toLowerCase());
  if (words.includes('@@all')) return allOperators;
  return valueOperators.reduce((set, operator) => (words.includes(operator) ? set | bits[operator] : set), 0);
}
