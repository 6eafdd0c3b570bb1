import {
  chatSettings,
  controlKeyOf,
  type GroupPart,
  type KeyedPart,
  type SettingPart,
} from '../../policy/chatbot/settings-table.js';
import type { ChatSettings, ChildControl, ListSetting, ScalarSetting } from '../../policy/intent.js';
import { type JsonObject, type JsonValue, objectOf } from '../../policy/text/json.js';

type Fields = Readonly<Record<string, unknown>>;

/** Settings of a chat policy as a configuration writes them beside `name` and `targets`. */
export function chatPolicyWords(settings: ChatSettings): JsonObject {
  return objectOf(wordsOf(chatSettings, settings));
}

function wordsOf(part: SettingPart, value: unknown): JsonValue | undefined {
  if (value === undefined) return undefined;
  switch (part.kind) {
    case 'scalar':
      return scalarWords(value as ScalarSetting<string>);
    case 'list':
      return listWords(value as ListSetting<string>, part.wildcard);
    case 'keyed':
      return keyedWords(part, value as Fields, undefined);
    case 'group':
      return groupWords(part, value as Fields);
  }
}

function groupWords({ fields, isPlatform }: GroupPart, settings: Fields): JsonValue {
  const words = Object.entries(fields).map(([name, { part }]): readonly [string, JsonValue | undefined] => {
    if (part.kind !== 'keyed') return [name, wordsOf(part, settings[name])];
    const control = settings[controlKeyOf(name)] as ChildControl | undefined;
    return [name, keyedWords(part, settings[name] as Fields | undefined, control)];
  });
  const children = childWords(settings['children'] as ChildControl | undefined);
  const all = written({ ...Object.fromEntries(words), children });
  const { client, ...others } = all;
  return isPlatform && typeof client === 'string' && Object.keys(others).length === 0 ? client : all;
}

/** Parts by ID, sorted, with a child control among them. Tenants of which only `*` is there with all teams are `all`. */
function keyedWords(
  { value: part }: KeyedPart,
  entries: Fields | undefined,
  control: ChildControl | undefined,
): JsonValue | undefined {
  if (entries === undefined && control === undefined) return undefined;
  const keys = Object.keys(entries ?? {}).sort();
  const words = keys.map((key) => [key, wordsOf(part, entries?.[key])] as const);
  const isAll =
    control === undefined && part.kind === 'list' && keys.join() === '*' && words[0]?.[1] === 'all';
  return isAll ? 'all' : written({ children: childWords(control), ...Object.fromEntries(words) });
}

function scalarWords({ assign, children }: ScalarSetting<string>): JsonValue {
  if (assign !== undefined && children === undefined) return assign;
  return written({ assign, children: childWords(children) });
}

/** A list, plain where it is only assigned. */
function listWords(setting: ListSetting<string>, wildcard = false): JsonValue {
  const { assign, append, remove, children } = setting;
  const [assigned, appended, removed] = [assign, append, remove].map((items) =>
    wildcard && items?.join() === '*' ? 'all' : items,
  );
  const isPlain = append === undefined && remove === undefined && children === undefined;
  if (assigned !== undefined && isPlain) return assigned;
  return written({ assign: assigned, append: appended, remove: removed, children: childWords(children) });
}

function childWords(children: ChildControl | undefined): JsonValue | undefined {
  if (children === undefined) return undefined;
  if (children.length === 0) return 'none';
  return children.length === 3 ? 'all' : children.map((operator) => operator.slice(2));
}

function written(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  );
}
