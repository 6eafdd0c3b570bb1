import * as z from 'zod';
import { clients } from '../../policy/chat-words.js';
import { oneOrMany } from './text-of.js';

const operator = z.enum(['assign', 'append', 'remove']);

/** The schema of a child control: `none`, `all`, or a list of operators. */
export const children = z.union([z.enum(['none', 'all']), z.array(operator)]).meta({
  id: 'children',
  description: 'What child policies can change: none, all, or a list of assign, append and remove',
});

const clientValue = z.enum(clients);

/** The schema of a client: a word, or an operator and a child control. */
export const client = z
  .union([
    clientValue,
    z.strictObject({
      assign: clientValue.optional().describe('Whether the platform is enabled or disabled'),
      children: children.optional(),
    }),
  ])
  .meta({ id: 'client', description: 'enabled or disabled, or assign and children' });

/** What `client` reads. */
export type WrittenClient = z.output<typeof client>;

/** The schema of a list: one item, several, or inheritance operators and a child control. */
export function listSetting<Item extends z.ZodType>(item: Item) {
  return z.union([oneOrMany(item), operators(oneOrMany(item))]);
}

/** The schema of a list as in `listSetting`, or the word `all`. */
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

/** What `children` reads. */
export type WrittenChildren = z.output<typeof children>;

function operators<Items extends z.ZodType>(items: Items) {
  return z.strictObject({
    assign: items.optional().describe('Replaces the inherited values (@@assign)'),
    append: items.optional().describe('Added to the inherited values (@@append)'),
    remove: items.optional().describe('Removed from the inherited values (@@remove)'),
    children: children.optional(),
  });
}
