import { isJsonObject, type JsonValue } from '../policy/json.js';
import { indented } from './hcl-block.js';
import { type HclEntry, hclEntries } from './hcl-entries.js';
import { hclString } from './hcl-string.js';

/** JSON as Terraform's language writes it; what is short stands on one line. */
export function hclValue(value: JsonValue): string {
  if (typeof value === 'string') return hclString(value);
  if (Array.isArray(value)) return hclList(value);
  if (isJsonObject(value)) {
    const nested = Object.values(value).some((entry) => isJsonObject(entry));
    return hclObject(
      Object.entries(value).map(([key, entry]) => [key, hclValue(entry)]),
      nested,
    );
  }
  return JSON.stringify(value);
}

function hclList(values: readonly JsonValue[]): string {
  const items = values.map(hclValue);
  const line = `[${items.join(', ')}]`;
  if (line.length <= shortLine && !line.includes('\n')) return line;
  return ['[', ...indented(items.flatMap((item) => `${item},`.split('\n'))), ']'].join('\n');
}

/** An object from its keys and the sources of their values; of one short entry, on one line unless `nested`. */
export function hclObject(entries: readonly HclEntry[], nested = false): string {
  const lines = hclEntries(entries.map(([key, source]) => [hclKey(key), source]));
  const [first] = lines;
  if (first === undefined) return '{}';
  if (lines.length === 1 && first.length <= shortLine && !nested) return `{ ${first} }`;
  return ['{', ...indented(lines), '}'].join('\n');
}

/** A key stands bare where the language takes it for text. */
function hclKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !keywords.has(key) ? key : hclString(key);
}

const keywords = new Set(['for', 'true', 'false', 'null']);

/** Up to how many characters a list, or an object of one entry, stays on one line. */
const shortLine = 80;
