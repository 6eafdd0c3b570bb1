import { isJsonObject, type JsonValue } from '../json.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators, type WordRule } from './grammar.js';

const [assign, append, remove] = valueOperators;

/**
 * A quick yes: whether a chat policy is spelled as AWS documents it, and the checker finds nothing. Most documents
 * are; of one that is not the checker has the word, since AWS takes more than this (other case, numbers as ids).
 */
export function isPlainlyGood(content: JsonValue): boolean {
  if (!isJsonObject(content)) return false;
  const keys = Object.keys(content);
  return keys.length === 1 && keys[0] === 'chatbot' && isGood(chatbotGrammar, content['chatbot']);
}

/** Keys are taken in one case alone, so that no two of an object can differ by it. */
function isGood(shape: Shape, value: JsonValue | undefined): boolean {
  if (!isJsonObject(value)) return false;
  for (const key in value) {
    const below = value[key];
    const good = key === childControlKey ? isPlainControl(below) : isGoodMember(shape, key, below);
    if (!good) return false;
  }
  return true;
}

function isGoodMember(shape: Shape, key: string, value: JsonValue | undefined): boolean {
  switch (shape.kind) {
    case 'fixed': {
      const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      return known !== undefined && isGood(known, value);
    }
    case 'keyed':
      return takes(shape.key, key) && isGood(shape.value, value);
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
