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
  if (written === 'all') return { assign: ['*' as T] };
  if (typeof written === 'string' || isList(written)) return { assign: asList(written) };
  const items = (operator: 'assign' | 'append' | 'remove'): readonly T[] | undefined =>
    written[operator] === undefined ? undefined : asList(written[operator]);
  return withoutUndefined({
    assign: items('assign'),
    append: items('append'),
    remove: items('remove'),
    children: childControlOf(written.children),
  });
}

function isList<T extends string>(written: WrittenList<T>): written is readonly T[] {
  return Array.isArray(written);
}
