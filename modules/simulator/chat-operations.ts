import { childControlKey, valueOperators } from '../policy/chatbot/grammar.js';
import type { ValueOperator } from '../policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.js';
import { inOrder, type Place } from './place.js';

/** What a setting holds: one word, or a list of them. Scalars are strings, as AWS turns them. */
export type SettingValue = string | readonly string[];

/** A chat policy, or a part of it, as the merge reads it. */
export interface ChatOperations {
  /** The policy's id. */
  readonly policy: string;
  readonly place: Place;
  /** Undefined where the document uses no operator: on containers, and on settings with a control alone. */
  readonly setting: SettingOperations | undefined;
  /** The value operators that policies below may use, where the document says so. */
  readonly control: OperatorSet | undefined;
  /** In the order of the document. */
  readonly below: readonly ChatOperations[];
}

/** The operators of one document on one setting. */
export interface SettingOperations {
  readonly assign: SettingValue | undefined;
  readonly append: readonly string[] | undefined;
  readonly remove: readonly string[] | undefined;
}

/** A set of value operators as bits, so that intersecting two is `&`. */
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
export function chatOperations(policy: string, content: JsonValue, place: Place): ChatOperations {
  const document: JsonObject = isJsonObject(content) ? content : {};
  let below: ChatOperations[] | undefined;
  let assign: SettingValue | undefined;
  let append: readonly string[] | undefined;
  let remove: readonly string[] | undefined;
  let control: OperatorSet | undefined;
  for (const key of Object.keys(document)) {
    const value = document[key] ?? null;
    const operator = key.startsWith('@@') ? key.toLowerCase() : undefined;
    if (operator === undefined) {
      const part = chatOperations(policy, value, place.at(key));
      if (below === undefined) below = [part];
      else below.push(part);
    } else if (operator === childControlKey) control = operatorSet(value);
    else if (operator === '@@assign') assign = Array.isArray(value) ? wordsOf(value) : String(value);
    else if (operator === '@@append') append = wordsOf(value);
    else if (operator === '@@remove') remove = wordsOf(value);
  }
  const isUsed = place.above !== undefined && (assign ?? append ?? remove) !== undefined;
  const setting = isUsed ? { assign, append, remove } : undefined;
  return { policy, place, setting, control, below: below === undefined ? nothing : inOrder(below) };
}

const nothing: readonly ChatOperations[] = [];

function wordsOf(value: JsonValue): readonly string[] {
  if (!Array.isArray(value)) return [String(value)];
  return value.every((word) => typeof word === 'string') ? value : value.map(String);
}

function operatorSet(value: JsonValue): OperatorSet {
  const words = wordsOf(value).map((word) => word.toLowerCase());
  if (words.includes('@@all')) return allOperators;
  return valueOperators.reduce((set, operator) => (words.includes(operator) ? set | bits[operator] : set), 0);
}
