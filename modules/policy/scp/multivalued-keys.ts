import type { ActionCatalogue } from '../action-catalogue.js';

/**
 * The global condition keys that can have several values in one request, in lower case.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (read 2026-11-30)
 */
const globalKeys: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'aws:vpceorgpaths',
]);

/**
 * Whether a condition key can have several values in one request. AWS compares such a key only with `ForAnyValue:` or
 * `ForAllValues:`. Without a catalogue only the global keys are known; every other key counts as single-valued.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function isMultivaluedKey(key: string, catalogue?: Pick<ActionCatalogue, 'conditionKey'>): boolean {
  const folded = key.toLowerCase();
  if (folded.startsWith('aws:')) return globalKeys.has(folded);
  return catalogue?.conditionKey(key)?.type.startsWith('ArrayOf') === true;
}
