import { isJsonObject, type JsonObject, type JsonValue } from '../../policy/text/json.js';

/** The way to a place in a document, in the spelling of the document. */
export interface Written {
  /** Where the document has no such place, the rest is as it was asked for. */
  readonly path: readonly string[];
  /** Undefined where the document has no such place. */
  readonly value: JsonValue | undefined;
}

/** What a document has at a place. Keys are given in lower case; AWS folds those of documents. */
export function findInDocument(document: JsonValue, path: readonly string[]): Written {
  let value: JsonValue | undefined = document;
  const spelled = path.map((key) => {
    const object: JsonObject = isJsonObject(value) ? value : {};
    const own = keyIn(object, key) ?? key;
    value = Object.hasOwn(object, own) ? object[own] : undefined;
    return own;
  });
  return { path: spelled, value };
}

function keyIn(object: JsonObject, key: string): string | undefined {
  return Object.hasOwn(object, key) ? key : Object.keys(object).find((each) => each.toLowerCase() === key);
}
