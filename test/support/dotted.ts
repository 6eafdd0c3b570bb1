import { isJsonObject, type JsonObject, type JsonValue } from '../../modules/policy/text/json.js';

/**
 * A document from its short form, in which a key may be a path: `{"a.b": {"c": 1}, "a.d": 2}` is
 * `{"a": {"b": {"c": 1}, "d": 2}}`. The empty path is the document itself.
 */
export function undotted(short: JsonObject): JsonObject {
  const document: Record<string, JsonValue> = {};
  for (const [dotted, value] of Object.entries(short)) {
    const keys = dotted === '' ? [] : dotted.split('.');
    join(
      document,
      keys.reduceRight<JsonValue>((below, key) => ({ [key]: below }), value),
    );
  }
  return document;
}

/** Puts the members of `added` into `target`, and what is an object in both together. */
function join(target: Record<string, JsonValue>, added: JsonValue): void {
  if (!isJsonObject(added)) return;
  for (const [key, value] of Object.entries(added)) {
    const old = Object.hasOwn(target, key) ? target[key] : undefined;
    const both = isJsonObject(old) && isJsonObject(value) ? { ...old } : undefined;
    if (both !== undefined) join(both, value);
    target[key] = both ?? value;
  }
}
