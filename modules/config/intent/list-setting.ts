import type { ListSetting } from '../../policy/intent.js';
import { asList } from '../schema/one-or-many.js';
import type { WrittenList } from '../schema/settings.js';
import { withoutUndefined } from '../without-undefined.js';
import { childControlOf } from './child-control.js';

/** A list as it is written in any of its forms: a bare one is assigned, `all` is the wildcard. */
export function listSettingOf<T extends string>(written: WrittenList<T>): ListSetting<T>;
export function listSettingOf<T extends string>(
  written: WrittenList<T> | undefined,
): ListSetting<T> | undefined;
export function listSettingOf<T extends string>(
  written: WrittenList<T> | undefined,
): ListSetting<T> | undefined {
  if (written === undefined) return undefined;
  if (typeof written === 'string' || isList(written)) return { assign: itemsOf(written) };
  const items = (operator: 'assign' | 'append' | 'remove'): readonly T[] | undefined =>
    written[operator] === undefined ? undefined : itemsOf(written[operator]);
  return withoutUndefined({
    assign: items('assign'),
    append: items('append'),
    remove: items('remove'),
    children: childControlOf(written.children),
  });
}

function itemsOf<T extends string>(written: 'all' | T | readonly T[]): readonly T[] {
  return written === 'all' ? ['*' as T] : asList<T>(written);
}

function isList<T extends string>(written: WrittenList<T>): written is readonly T[] {
  return Array.isArray(written);
}
