import { isJsonObject, type JsonValue } from '../policy/text/json.js';

/**
 * JSON for people, indented by two spaces: whatever fits into a line of so many columns stands in one line, and
 * lists of texts fill their lines.
 */
export function shortJson(value: JsonValue, columns: number): string {
  return format(value, '', 0, columns);
}

/** `before` is how many columns of the first line are taken already. */
function format(value: JsonValue, indent: string, before: number, columns: number): string {
  const line = oneLine(value);
  if (before + line.length <= columns) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return `[\n${filled(
      value.map((item) => JSON.stringify(item)),
      deeper,
      columns,
    )}\n${indent}]`;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => `${deeper}${format(item, deeper, deeper.length, columns)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  if (!isJsonObject(value)) return line;
  const members = Object.keys(value).map((key) => {
    const label = `${deeper}${JSON.stringify(key)}: `;
    return `${label}${format(value[key] ?? null, deeper, label.length, columns)}`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function filled(items: readonly string[], indent: string, columns: number): string {
  const lines: string[] = [];
  for (const [index, item] of items.entries()) {
    const word = index === items.length - 1 ? item : `${item},`;
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > columns) lines.push(`${indent}${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}

function oneLine(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).map((key) => `${JSON.stringify(key)}: ${oneLine(value[key] ?? null)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
