import { z } from 'zod';
import { oneOrMany } from './text-of.js';

const operator = z.enum(['assign', 'append', 'remove']);

/** What policies below may do: `none`, `all`, or some of the operators. */
export const children = z.union([z.enum(['none', 'all']), z.array(operator)]).meta({
  id: 'children',
  description: 'What policies attached below may change: none, all, or a list of assign, append and remove',
});

const clientValue = z.enum(['enabled', 'disabled']);

/** A client's switch: a word, or an operator and a lock. */
export const client = z
  .union([
    clientValue,
    z.strictObject({
      assign: clientValue.optional().describe('Whether the platform is enabled or disabled'),
      children: children.optional(),
    }),
  ])
  .meta({ id: 'client', description: 'enabled or disabled, or an operator and a lock' });

export type WrittenClient = z.output<typeof client>;

/** A list of `item`: one, several, or the three operators of inheritance and a lock. */
export function listSetting<Item extends z.ZodType>(item: Item) {
  return z.union([oneOrMany(item), operators(oneOrMany(item))]);
}

/** As `listSetting`, and the word `all`. */
export function listSettingOrAll<Item extends z.ZodType>(item: Item) {
  const all = z.literal('all');
  return z.union([all, oneOrMany(item), operators(z.union([all, oneOrMany(item)]))]);
}

/** What `listSetting` and `listSettingOrAll` read. */
export type WrittenList<T extends string> =
  | 'all'
  | T
  | readonly T[]
  | {
      readonly assign?: 'all' | T | readonly T[] | undefined;
      readonly append?: 'all' | T | readonly T[] | undefined;
      readonly remove?: 'all' | T | readonly T[] | undefined;
      readonly children?: WrittenChildren | undefined;
    };

export type WrittenChildren = z.output<typeof children>;

function operators<Items extends z.ZodType>(items: Items) {
  return z.strictObject({
    assign: items.optional().describe('Replaces what policies above say (@@assign)'),
    append: items.optional().describe('Added to what policies above say (@@append)'),
    remove: items.optional().describe('Taken from what policies above say (@@remove)'),
    children: children.optional(),
  });
}
