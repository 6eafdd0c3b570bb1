import type { FieldReader } from '../policy/field-reader.js';
import type { JsonObject } from '../policy/json.js';
import { quoted } from '../policy/problem.js';
import { type Spot, under } from '../policy/spot.js';
import { suggest } from '../policy/suggest.js';

/** Reports every key of an object that is not known there. */
export function knownKeys(
  reader: FieldReader,
  node: JsonObject,
  spot: Spot | undefined,
  known: readonly string[],
): void {
  for (const key of Object.keys(node)) {
    if (known.includes(key)) continue;
    const near = suggest(key, known);
    const help = near === undefined ? `known here: ${known.join(', ')}` : `did you mean \`${near}\`?`;
    reader.report('unknown-key', under(spot, key), `unknown key ${quoted(key)}`, help);
  }
}
