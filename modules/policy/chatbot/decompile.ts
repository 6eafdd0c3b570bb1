import type { ChatSettings, ChildControl } from '../intent.js';
import { isJsonObject, type JsonObject, type JsonValue, objectOf, valueOfFoldedKey } from '../text/json.js';
import { compileChatPolicy, newOverrides } from './compile.js';
import { childControlKey, valueOperators } from './grammar.js';
import { chatPolicyMeaning, controlOf, wordOf } from './meaning.js';
import {
  chatSettings,
  controlKeyOf,
  type GroupPart,
  type KeyedPart,
  type SettingPart,
} from './settings-table.js';

/**
 * A chat policy in our words, such that compiling them gives a document of the same meaning; undefined where
 * settings cannot express it, e.g. a control on a container that does not apply below it. A `children` control
 * is as high as possible.
 */
export function decompileChatPolicy(content: JsonValue): ChatSettings | undefined {
  const settings = settingsIn(content);
  if (settings === undefined) return undefined;
  const same = chatPolicyMeaning(compileChatPolicy(settings)) === chatPolicyMeaning(content);
  return same ? settings : undefined;
}

/** The closest settings, whether or not they have the same meaning: compiling them decides that. */
function settingsIn(content: JsonValue): ChatSettings | undefined {
  const chatbot = partOf(content, ['chatbot']);
  return chatbot === undefined ? undefined : groupIn(chatSettings, chatbot, undefined);
}

type Control = ChildControl | undefined;

/** The part that a node has, with the child control of the node. Undefined where it has no meaning of its own. */
function partIn(part: SettingPart, node: JsonObject, above: Control): object | undefined {
  switch (part.kind) {
    case 'scalar':
      return scalarIn(node, above);
    case 'list':
      return listIn(node, above);
    case 'keyed':
      return keyedIn(part, node, above);
    case 'group': {
      const settings = groupIn(part, node, above);
      const isImplied = part.isPlatform && above !== undefined && Object.keys(settings).length === 0;
      return isImplied ? undefined : settings;
    }
  }
}

function groupIn({ fields }: GroupPart, node: JsonObject, above: Control): object {
  const children = ownControl(node, above);
  const control = children ?? above;
  const settings = Object.entries(fields).map(([name, { part, at }]) => {
    const inside = partOf(node, at);
    if (inside === undefined) return {};
    if (part.kind !== 'keyed') return { [name]: partIn(part, inside, control) };
    // A child control on overrides is one of its own only where it differs from what the one above makes of it.
    const implied = control && part.value.kind !== 'list' ? newOverrides(control) : control;
    const own = ownControl(inside, implied);
    return { [name]: partIn(part, inside, own ?? control), [controlKeyOf(name)]: own };
  });
  return defined(Object.assign({}, ...settings, { children }));
}

function keyedIn({ value: part, case: spelled }: KeyedPart, node: JsonObject, above: Control) {
  const keys = Object.keys(node).filter((key) => key.toLowerCase() !== childControlKey);
  const entries = keys.map((key) => [
    spelled === 'upper' ? key.toUpperCase() : key.toLowerCase(),
    partIn(part, objectOf(node[key]), above) ?? {},
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function scalarIn(node: JsonObject, above: Control): object | undefined {
  const assign = valueOfFoldedKey(node, '@@assign');
  const word = assign === undefined ? undefined : wordOf(assign);
  return orNothing({ assign: word, children: ownControl(node, above) });
}

function listIn(node: JsonObject, above: Control): object | undefined {
  const [assign, append, remove] = valueOperators.map((operator) => {
    const value = valueOfFoldedKey(node, operator);
    return Array.isArray(value) ? value.map(wordOf).sort() : undefined;
  });
  return orNothing({ assign, append, remove, children: ownControl(node, above) });
}

/** The control of a node, if it differs from the inherited one; without one it allows everything. */
function ownControl(node: JsonObject, above: Control): Control {
  const value = valueOfFoldedKey(node, childControlKey);
  if (value === undefined) return above === undefined ? undefined : valueOperators;
  const control = controlOf(value);
  return above !== undefined && above.join() === control.join() ? undefined : control;
}

function partOf(value: JsonValue, path: readonly string[]): JsonObject | undefined {
  const part = path.reduce<JsonValue | undefined>(valueOfFoldedKey, value);
  return isJsonObject(part) ? part : undefined;
}

/** The object without the keys whose value is undefined. */
function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function orNothing(fields: object): object | undefined {
  const kept = defined(fields);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
