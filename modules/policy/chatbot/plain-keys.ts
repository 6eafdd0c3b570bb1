import { isJsonObject, type JsonValue } from '../json.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators, type WordRule } from './grammar.js';

const [assign, append, remove] = valueOperators;

/** How many keys were met. */
interface Tally {
  keys: number;
}

/**
 * A quick yes: how many keys a chat policy has that is spelled as AWS documents it, and in which the checker finds
 * nothing. Most documents are such; of one that is not (undefined) the checker has the word, since AWS takes more than
 * this (other case, numbers as ids).
 */
export function plainKeys(content: JsonValue): number | undefined {
  if (!isJsonObject(content)) return undefined;
  const tally = { keys: 1 };
  const keys = Object.keys(content);
  const isPlain =
    keys.length === 1 && keys[0] === 'chatbot' && isGood(chatbotGrammar, content[keys[0]], tally);
  return isPlain ? tally.keys : undefined;
}

/** Keys are taken in one case alone, so that no two of an object can differ by it. */
function isGood(shape: Shape, value: JsonValue | undefined, tally: Tally): boolean {
  if (!isJsonObject(value)) return false;
  for (const key in value) {
    tally.keys++;
    const below = value[key];
    const good = key === childControlKey ? isPlainControl(below) : isGoodMember(shape, key, below, tally);
    if (!good) return false;
  }
  return true;
}

function isGoodMember(shape: Shape, key: string, value: JsonValue | undefined, tally: Tally): boolean {
  switch (shape.kind) {
    case 'fixed': {
      const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      return known !== undefined && isGood(known, value, tally);
    }
    case 'keyed':
      return takes(shape.key, key) && isGood(shape.value, value, tally);
    case 'scalar':
      return key === '@@assign' && takes(shape.word, value);
    case 'list':
      return isValueOperator(key) && takesAll(shape.word, value);
  }
}

function takesAll(rule: WordRule, values: JsonValue | undefined): boolean {
  if (!Array.isArray(values)) return false;
  for (const value of values) if (!takes(rule, value)) return false;
  return true;
}

function takes(rule: WordRule, value: JsonValue | undefined): boolean {
  return typeof value === 'string' && (rule.accepts(value) || (rule.wildcard && value === '*'));
}

function isPlainControl(value: JsonValue | undefined): boolean {
  if (!Array.isArray(value)) return false;
  if (value.length === 1 && value[0] === '@@none') return true;
  return (
    new Set(value).size === value.length && value.every((word) => isValueOperator(word) || word === '@@all')
  );
}

function isValueOperator(word: JsonValue): boolean {
  return word === assign || word === append || word === remove;
}
