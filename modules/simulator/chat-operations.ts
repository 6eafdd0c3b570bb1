import { childControlKey, valueOperators } from '../policy/chatbot/grammar.js';
import type { ValueOperator } from '../policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.js';
import type { Place } from './place.js';

/** What a setting holds: one word, or a list of them. Scalars are strings, as AWS turns them. */
export type SettingValue = string | readonly string[];

/** A chat policy as the merge reads it: no nesting, every operator with its place. */
export interface ChatOperations {
  readonly settings: readonly SettingOperations[];
  /** The value operators that policies below may use, where the document says so. */
  readonly controls: ReadonlyMap<Place, OperatorSet>;
  /** Every place that the document names. */
  readonly places: readonly Place[];
}

/** The operators of one document on one setting. */
export interface SettingOperations {
  readonly place: Place;
  readonly assign?: SettingValue;
  readonly append?: readonly string[];
  readonly remove?: readonly string[];
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
 * Reads a document that the checker accepts, its places below `root`. Value operators at the root of a document do
 * nothing, as AWS has it.
 */
export function chatOperations(content: JsonValue, root: Place): ChatOperations {
  const settings: SettingOperations[] = [];
  const controls = new Map<Place, OperatorSet>();
  const places: Place[] = [];
  const walk = (node: JsonObject, place: Place): void => {
    const operators: { assign?: SettingValue; append?: readonly string[]; remove?: readonly string[] } = {};
    for (const key of Object.keys(node)) {
      const value = node[key] ?? null;
      const folded = key.startsWith('@@') ? key.toLowerCase() : key;
      if (folded === childControlKey) controls.set(place, operatorSet(value));
      else if (folded === '@@assign')
        operators.assign = Array.isArray(value) ? wordsOf(value) : String(value);
      else if (folded === '@@append') operators.append = wordsOf(value);
      else if (folded === '@@remove') operators.remove = wordsOf(value);
      else if (isJsonObject(value)) {
        const below = place.at(key);
        places.push(below);
        walk(value, below);
      }
    }
    const used = operators.assign ?? operators.append ?? operators.remove;
    if (used !== undefined && place !== root) settings.push({ ...operators, place });
  };
  if (isJsonObject(content)) walk(content, root);
  return { settings, controls, places };
}

function wordsOf(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function operatorSet(value: JsonValue): OperatorSet {
  const words = wordsOf(value).map((word) => word.toLowerCase());
  if (words.includes('@@all')) return allOperators;
  return valueOperators.reduce((set, operator) => (words.includes(operator) ? set | bits[operator] : set), 0);
}
