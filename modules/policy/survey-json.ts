import { isJsonObject, type JsonValue } from './json.js';

/** What `JSON.parse` made of a text, counted. */
export interface JsonSurvey {
  /** Keys of all objects; of a key that is written twice in one object `JSON.parse` keeps one. */
  readonly keys: number;
  /** How deep objects and lists stand inside each other; counted no further than one level too deep. */
  readonly depth: number;
}

/** Counts the keys and the nesting of a value, down to one level below `deepest`. */
export function surveyJson(value: JsonValue, deepest: number): JsonSurvey {
  let keys = 0;
  let depth = 0;
  const walk = (node: JsonValue | undefined, level: number): void => {
    if (level > depth) depth = level;
    if (level > deepest) return;
    if (isJsonObject(node)) {
      for (const key in node) {
        keys++;
        const below = node[key];
        if (isNested(below)) walk(below, level + 1);
      }
    } else for (const item of node as readonly JsonValue[]) if (isNested(item)) walk(item, level + 1);
  };
  if (isNested(value)) walk(value, 1);
  return { keys, depth };
}

function isNested(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * How many keys a JSON text writes at most: colons that follow a quote. Exact but for strings that hold such a
 * colon themselves, so that a text with as few as its value has keys writes none of them twice.
 */
export function mostWrittenKeys(text: string): number {
  let keys = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (isWhiteSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === quote) keys++;
  }
  return keys;
}

const quote = 0x22;

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
