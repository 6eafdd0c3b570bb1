import { isJsonObject, type JsonValue } from '../text/json.js';

/**
 * The settings of a chat policy's document that it assigns, as dotted paths in lower case: AWS folds keys. What
 * is at the root of the document is ignored by AWS.
 */
export function assignedSettings(content: JsonValue): ReadonlySet<string> {
  const settings = new Set<string>();
  const visit = (value: JsonValue, path: string): void => {
    if (!isJsonObject(value)) return;
    for (const key of Object.keys(value)) {
      const folded = key.toLowerCase();
      if (folded === '@@assign' && path !== '') settings.add(path);
      else if (!folded.startsWith('@@'))
        visit(value[key] ?? null, path === '' ? folded : `${path}.${folded}`);
    }
  };
  visit(content, '');
  return settings;
}
