import type { FieldReader } from './field-reader.js';
import { quoted } from './problem.js';
import type { Spot } from './spot.js';
import { suggest } from './suggest.js';
import { typeQuotas } from './type-quotas.js';

/**
 * Warns about a type that is misspelt. Types that this package does not read are kept and ignored, which nobody means for
 * such a one.
 */
export function warnAboutType(reader: FieldReader, type: string, spot: Spot): void {
  const near = misspeltType(type);
  if (near === undefined) return;
  const message = `${quoted(type)} is none of the types that are read, and is ignored`;
  reader.report('invalid-organization', spot, message, `did you mean \`${near}\`?`, 'warning');
}

/**
 * The type of policies that a text was most likely meant to be, if it is one of ours and spelled otherwise. AWS has
 * other types, and more to come: only what reads like one of ours, but for two letters, is one misspelt.
 */
function misspeltType(text: string): string | undefined {
  if (Object.hasOwn(typeQuotas, text)) return undefined;
  const near = suggest(stemOf(text), stems.keys(), 2);
  return near === undefined ? undefined : stems.get(near);
}

/** The letters of a type, without the word that ends all of them. */
function stemOf(type: string): string {
  return type
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/polic(y|ies)$/, '');
}

const stems = new Map(Object.keys(typeQuotas).map((type) => [stemOf(type), type]));
