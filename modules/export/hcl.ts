import { isJsonObject, type JsonValue } from '../policy/text/json.js';

/** JSON in Terraform's language; short values are on one line. */
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

/** A key, without quotes where the language accepts that. */
function hclKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(key) && !keywords.has(key) ? key : hclString(key);
}

const keywords = new Set(['for', 'true', 'false', 'null']);

/** Up to how many characters a list, or an object of one entry, stays on one line. */
const shortLine = 80;

/**
 * A block with its body: groups of lines with an empty line between them. Empty groups are left out.
 */
export function hclBlock(header: string, ...groups: readonly (readonly string[])[]): string {
  const body = groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : ['', ...group]));
  return body.length === 0 ? `${header} {}` : [`${header} {`, ...indented(body), '}'].join('\n');
}

/** Lines one step further to the right. */
function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** A name (or a quoted key) and the source of its value, which may be several lines. */
export type HclEntry = readonly [name: string, source: string];

/**
 * `name = value` lines, with the equals signs aligned as `terraform fmt` aligns them: over neighbouring entries
 * of one line each. An entry of several lines is not aligned.
 */
export function hclEntries(entries: readonly HclEntry[]): string[] {
  const lines: string[] = [];
  let run: HclEntry[] = [];
  const endRun = () => {
    const width = Math.max(...run.map(([name]) => columns(name)));
    for (const [name, source] of run) {
      lines.push(`${name}${' '.repeat(width - columns(name))} = ${source}`);
    }
    run = [];
  };
  for (const [name, source] of entries) {
    if (!source.includes('\n')) {
      run.push([name, source]);
      continue;
    }
    endRun();
    lines.push(...`${name} = ${source}`.split('\n'));
  }
  endRun();
  return lines;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Terraform counts what people see as characters, not code points. */
function columns(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : [...graphemes.segment(text)].length;
}

/** Text as a quoted string of Terraform's language. */
export function hclString(text: string): string {
  return `"${hclText(text)}"`;
}

/** The same without the quotes: what would begin an interpolation or a directive is escaped. */
export function hclText(text: string): string {
  return templateText(text.replace(/[\\"]/g, '\\$&'))
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, codePoint);
}

/** Text as a template of Terraform: what would begin an interpolation or a directive is escaped, and nothing else. */
export function templateText(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

/** Writes invisible characters (control characters, right-to-left marks) as escapes. */
function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

/**
 * A policy's name in the addresses of the exported module: the policy's ID, with `_` for what Terraform takes in no
 * name. Invariant: addresses are public API; they depend on the policy's own ID and on nothing else.
 */
export function resourceName(policyId: string): string {
  const name = policyId.replace(/[^\p{ID_Continue}-]+/gu, '_');
  return /^[\p{ID_Start}_]/u.test(name) ? name : `_${name}`;
}
