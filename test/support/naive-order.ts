import { isJsonObject, type JsonValue } from '../../modules/policy/text/json.js';
import { naiveMerge } from './naive-merge.js';
import type { ShortTarget } from './organization-file.js';

/**
 * The settings whose value hangs on an attachment order that is not known: those that differ, as sets, between any
 * two orders in which the policies may have been attached. Tries every one of them.
 */
export function naiveOrderDependence(way: readonly ShortTarget[]): readonly string[] {
  const answers = orders(way).map((levels) => new Map(leaves(naiveMerge(levels), '')));
  const paths = new Set(answers.flatMap((answer) => [...answer.keys()]));
  return [...paths].filter((path) => new Set(answers.map((answer) => answer.get(path))).size > 1).sort();
}

function orders(way: readonly ShortTarget[]): readonly (readonly (readonly JsonValue[])[])[] {
  const [level, ...below] = way;
  if (level === undefined) return [[]];
  const here = level.orderUnknown ? permutations(level.policies ?? []) : [level.policies ?? []];
  return orders(below).flatMap((rest) => here.map((policies) => [policies, ...rest]));
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

/** Every value with its path; a list as the set that it means. */
function leaves(value: JsonValue, path: string): readonly (readonly [string, string])[] {
  if (!isJsonObject(value)) {
    const set = Array.isArray(value) ? [...new Set(value)].sort() : value;
    return [[path, JSON.stringify(set)]];
  }
  return Object.entries(value).flatMap(([key, below]) => leaves(below, path === '' ? key : `${path}.${key}`));
}
