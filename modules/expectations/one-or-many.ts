import type { FieldReader } from '../policy/field-reader.js';
import type { JsonObject } from '../policy/json.js';
import { type Spot, under } from '../policy/spot.js';

/** A text, or a list of texts, each with its place. */
export function oneOrMany(
  reader: FieldReader,
  node: JsonObject,
  key: string,
  above: Spot,
  required = false,
): readonly { readonly text: string; readonly spot: Spot }[] {
  const value = node[key];
  const spot = under(above, key);
  if (typeof value === 'string') return [{ text: value, spot }];
  const texts = reader.texts(node, key, above, required);
  if (Array.isArray(value) && value.length === 0) reader.report('invalid-value', spot, 'an empty list');
  return texts.map((text, index) => ({ text, spot: under(spot, index) }));
}
