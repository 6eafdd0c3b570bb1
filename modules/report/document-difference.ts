import { canonicalJson } from '../policy/text/canonical-json.js';
import { isJsonObject, type JsonValue } from '../policy/text/json.js';

/** A line of a difference; `…` replaces equal lines. */
export interface DifferenceLine {
  readonly sign: '+' | '-' | ' ';
  readonly text: string;
}

/** Equal lines that are shown around a changed one. */
const contextLines = 3;

/**
 * The difference of two policy documents, line by line, without commas at the ends of lines. Empty where only the
 * spelling differs: a value and a list of it, the order of lists of strings and the order of keys are equal.
 */
export function documentDifference(before: JsonValue, after: JsonValue): readonly DifferenceLine[] {
  const lines = compareLines(linesOf(inOneSpelling(before)), linesOf(inOneSpelling(after)));
  const changed = lines.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const isShown = new Set(
    changed.flatMap((index) =>
      Array.from({ length: 2 * contextLines + 1 }, (_, offset) => index - contextLines + offset),
    ),
  );
  return lines.flatMap((line, index): readonly DifferenceLine[] => {
    if (isShown.has(index)) return [line];
    const startsGap = changed.length > 0 && (index === 0 || isShown.has(index - 1));
    return startsGap ? [{ sign: ' ', text: '…' }] : [];
  });
}

function linesOf(value: JsonValue): readonly string[] {
  return JSON.stringify(value, null, 2)
    .split('\n')
    .map((line) => line.replace(/,$/, ''));
}

/** Elements of a statement for which a value equals a list of it. */
const listElements: ReadonlySet<string> = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

/** The order in which people read a statement; other keys follow, sorted. */
const keyOrder = ['Version', 'Sid', 'Effect', ...listElements, 'Condition', 'Statement'];

function inOneSpelling(value: JsonValue, isList = false): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map((item) => inOneSpelling(item));
    return items.every((item) => typeof item === 'string') ? [...new Set(items)].sort() : items;
  }
  if (!isJsonObject(value)) return isList ? [value] : value;
  const keys = Object.keys(value).sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  return Object.fromEntries(
    keys.map((key) => {
      const item = value[key] ?? null;
      if (key === 'Condition') return [key, conditionsInOneSpelling(item)];
      if (key === 'Statement' && !Array.isArray(item)) return [key, [inOneSpelling(item)]];
      return [key, inOneSpelling(item, listElements.has(key))];
    }),
  );
}

function rankOf(key: string): number {
  const rank = keyOrder.indexOf(key);
  return rank === -1 ? keyOrder.length : rank;
}

/** Operators, then keys, then lists of values. */
function conditionsInOneSpelling(conditions: JsonValue): JsonValue {
  const sorted: JsonValue = JSON.parse(canonicalJson(conditions));
  if (!isJsonObject(sorted)) return sorted;
  return Object.fromEntries(
    Object.entries(sorted).map(([operator, keys]) => [
      operator,
      isJsonObject(keys)
        ? Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, inOneSpelling(values, true)]))
        : keys,
    ]),
  );
}

/** The shortest way from some lines to others, by the longest common subsequence. */
function compareLines(before: readonly string[], after: readonly string[]): readonly DifferenceLine[] {
  const common = commonLengths(before, after);
  const lines: DifferenceLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', text: old });
      i++;
      j++;
    } else if (
      old !== undefined &&
      (fresh === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
    ) {
      lines.push({ sign: '-', text: old });
      i++;
    } else if (fresh !== undefined) {
      lines.push({ sign: '+', text: fresh });
      j++;
    }
  }
  return lines;
}

/** The length of the longest common subsequence of the lines from each pair of indexes on. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row === undefined) continue;
      row[j] =
        before[i] === after[j]
          ? (lengths[i + 1]?.[j + 1] ?? 0) + 1
          : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}
