import { childControlKey, valueOperators } from '../policy/chatbot/grammar.js';
import type { ValueOperator } from '../policy/intent.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.js';

/** What a setting holds: one word, or a list of them. Scalars are strings, as AWS turns them. */
export type SettingValue = string | readonly string[];

/** A chat policy as the merge reads it: no nesting, keys folded, every place named by its key. */
export interface ChatOperations {
  readonly settings: readonly SettingOperations[];
  /** By place: the value operators that policies below may use there. */
  readonly controls: ReadonlyMap<string, OperatorSet>;
  /** Every place that the document names. */
  readonly places: readonly string[];
}

/** The operators of one document on one setting. */
export interface SettingOperations {
  readonly key: string;
  readonly path: readonly string[];
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

/** The key of a place: AWS folds the case of every key, ids of workspaces included. */
export function keyOf(path: readonly string[]): string {
  return path.join('/');
}

/** Reads a document that the checker accepts. Value operators at its root do nothing, as AWS has it. */
export function chatOperations(content: JsonValue): ChatOperations {
  const settings: SettingOperations[] = [];
  const controls = new Map<string, OperatorSet>();
  const places: string[] = [];
  const walk = (node: JsonObject, path: readonly string[]): void => {
    const operators: { assign?: SettingValue; append?: readonly string[]; remove?: readonly string[] } = {};
    for (const name of Object.keys(node)) {
      const value = node[name] ?? null;
      const folded = name.toLowerCase();
      if (folded === childControlKey) controls.set(keyOf(path), operatorSet(value));
      else if (folded === '@@assign')
        operators.assign = Array.isArray(value) ? wordsOf(value) : String(value);
      else if (folded === '@@append') operators.append = wordsOf(value);
      else if (folded === '@@remove') operators.remove = wordsOf(value);
      else if (isJsonObject(value)) {
        const below = [...path, folded];
        places.push(keyOf(below));
        walk(value, below);
      }
    }
    const used = operators.assign ?? operators.append ?? operators.remove;
    if (used !== undefined && path.length > 0) settings.push({ ...operators, key: keyOf(path), path });
  };
  if (isJsonObject(content)) walk(content, []);
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
