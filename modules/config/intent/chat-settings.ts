import {
  chatSettings,
  controlKeyOf,
  type GroupPart,
  type KeyedPart,
  type SettingPart,
} from '../../policy/chatbot/settings-table.js';
import type { ChatSettings, ChildControl, ListSetting, ValueOperator } from '../../policy/intent.js';
import { finding } from '../../policy/problems/problem.js';
import type { Path } from '../../policy/text/path.js';
import type { ById, WrittenChatPolicy } from '../schema/chat-policy.js';
import type { WrittenChildren, WrittenClient, WrittenList } from '../schema/settings.js';
import { asList } from '../schema/text-of.js';
import { withoutUndefined } from '../without-undefined.js';
import { type ConfigReader, refuse } from './reader.js';

type Fields = Readonly<Record<string, unknown>>;

/** Where a setting is written, and the case of its IDs. */
interface Context {
  readonly path: Path;
  readonly reading: ConfigReader;
  readonly isFolded?: boolean;
}

/** The settings of a chat policy. */
export function chatSettingsOf(written: WrittenChatPolicy, path: Path, reading: ConfigReader): ChatSettings {
  return groupOf(chatSettings, written as Fields, { path, reading });
}

function settingOf(part: SettingPart, written: unknown, context: Context): object {
  switch (part.kind) {
    case 'scalar':
      return scalarOf(written as WrittenClient);
    case 'list':
      return listOf(written as WrittenList<string>, context);
    case 'keyed':
      return keyedOf(part, written as Fields, context);
    case 'group':
      if (typeof written === 'string') return { client: { assign: written } };
      return groupOf(part, written as Fields, context);
  }
}

function groupOf({ fields }: GroupPart, written: Fields, context: Context): object {
  const settings = Object.entries(fields).map(([name, { part }]) => {
    const own = written[name];
    const below = { path: [...context.path, name], reading: context.reading };
    if (own === undefined) return {};
    if (part.kind !== 'keyed') return { [name]: settingOf(part, own, below) };
    if (own === 'all') return { [name]: { '*': { assign: ['*'] } } };
    const { ids, children } = own as ById<unknown>;
    // A child control can be the only key.
    const isEmpty = Object.keys(ids).length === 0;
    return {
      ...(isEmpty ? {} : { [name]: keyedOf(part, ids, below) }),
      [controlKeyOf(name)]: childControlOf(children),
    };
  });
  const children = childControlOf(written['children'] as WrittenChildren | undefined);
  return withoutUndefined(Object.assign({}, ...settings, { children }));
}

/** Parts by ID. AWS requires the IDs of Microsoft Teams in lower case; in lists of such IDs too. */
function keyedOf(part: KeyedPart, entries: Fields, { path, reading }: Context): object {
  const isFolded = part.case === 'lower';
  const unique = isFolded
    ? lowerCaseKeys(entries, path, reading)
    : new Map(Object.entries(entries).map(([key, value]) => [key, { key, value }]));
  return Object.fromEntries(
    [...unique].map(([id, { key, value }]) => [
      id,
      settingOf(part.value, value, { path: [...path, key], reading, isFolded }),
    ]),
  );
}

function scalarOf(written: WrittenClient): object {
  if (typeof written === 'string') return { assign: written };
  return withoutUndefined({ assign: written.assign, children: childControlOf(written.children) });
}

const operators: Readonly<Record<'assign' | 'append' | 'remove', ValueOperator>> = {
  assign: '@@assign',
  append: '@@append',
  remove: '@@remove',
};

/** `children` as AWS writes it; `none` and an empty list allow no operator. */
function childControlOf(written: WrittenChildren | undefined): ChildControl | undefined {
  if (written === undefined) return undefined;
  if (written === 'none') return [];
  const all = Object.values(operators);
  if (written === 'all') return all;
  const allowed = new Set(written.map((operator) => operators[operator]));
  return all.filter((operator) => allowed.has(operator));
}

/** A list in any of its forms: a list without operator is assigned, `all` is the wildcard. */
function listOf(written: WrittenList<string>, context: Context): ListSetting<string> {
  const itemsOf = (items: 'all' | string | readonly string[] | undefined): readonly string[] | undefined => {
    if (items === undefined) return undefined;
    const list = items === 'all' ? ['*'] : asList<string>(items);
    return context.isFolded === true ? list.map((id) => lowerCase(id, context)) : list;
  };
  if (typeof written === 'string' || isList(written)) return withoutUndefined({ assign: itemsOf(written) });
  return withoutUndefined({
    assign: itemsOf(written.assign),
    append: itemsOf(written.append),
    remove: itemsOf(written.remove),
    children: childControlOf(written.children),
  });
}

function isList(written: WrittenList<string>): written is readonly string[] {
  return Array.isArray(written);
}

/** Entries by ID in lower case, each with its key as it is written. Refuses the same ID in two spellings. */
function lowerCaseKeys(
  entries: Fields,
  path: Path,
  reading: ConfigReader,
): ReadonlyMap<string, { readonly key: string; readonly value: unknown }> {
  const folded = new Map<string, { readonly key: string; readonly value: unknown }>();
  for (const [key, value] of Object.entries(entries)) {
    const other = folded.get(key.toLowerCase());
    const here = [...path, key];
    if (other !== undefined) {
      refuse(reading, 'duplicate-key', here, { rule: 'same-id', key, other: other.key });
      continue;
    }
    folded.set(lowerCase(key, { path: here, reading }), { key, value });
  }
  return folded;
}

/** An ID in lower case, with a note where that changes it. */
function lowerCase(id: string, { path, reading }: Context): string {
  const lower = id.toLowerCase();
  if (lower !== id) reading.findings.push(finding('normalised-id', 'note', { path }, { found: id }));
  return lower;
}
