import { z } from 'zod';

/** One value, or a list of them. */
export function oneOrMany<Item extends z.ZodType>(item: Item): z.ZodUnion<[Item, z.ZodArray<Item>]> {
  return z.union([item, z.array(item)]);
}

/** A value or a list as a list; nothing at all is the empty list. */
export function asList<T extends string | number | object>(
  value: T | readonly T[] | undefined,
): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
