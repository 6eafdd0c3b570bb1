import type { ChildControl, ValueOperator } from '../../policy/intent.js';
import type { WrittenChildren } from '../schema/settings.js';

const operators: Readonly<Record<'assign' | 'append' | 'remove', ValueOperator>> = {
  assign: '@@assign',
  append: '@@append',
  remove: '@@remove',
};

/** `children` in the words of AWS; an empty list, as `none`, allows nothing. */
export function childControlOf(written: WrittenChildren | undefined): ChildControl | undefined {
  if (written === undefined) return undefined;
  if (written === 'none') return [];
  const all = Object.values(operators);
  if (written === 'all') return all;
  const allowed = new Set(written.map((operator) => operators[operator]));
  return all.filter((operator) => allowed.has(operator));
}
