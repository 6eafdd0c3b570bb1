import type { ChatSettings, ChildControl, Client, ListSetting, ScalarSetting } from '../intent.js';
import type { JsonObject, JsonValue } from '../text/json.js';
import { chatbotGrammar, childControlKey, type Shape, valueOperators } from './grammar.js';
import {
  chatSettings,
  controlKeyOf,
  type GroupPart,
  type KeyedPart,
  type SettingPart,
} from './settings-table.js';

/**
 * Returns the policy document of chat settings. Lists are sorted: their order has no effect in AWS.
 *
 * `children` writes the control on the container and on every container and setting below it that has no `children`
 * of its own, also on settings without a value, because a control on a container does not lock the settings in it.
 */
export function compileChatPolicy(settings: ChatSettings): JsonObject {
  return { chatbot: withControls(chatbotGrammar, draftOf(chatSettings, settings), undefined) };
}

/** A part of the document before child controls are written: its values, and its own child control. */
interface Draft {
  readonly control?: ChildControl | undefined;
  readonly below?: Readonly<Record<string, Draft>>;
  readonly values?: JsonObject;
  /** Whether it is in the document also when it is empty. */
  readonly isWritten?: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

function draftOf(part: SettingPart, value: unknown): Draft {
  switch (part.kind) {
    case 'scalar':
      return scalarDraft(value as ScalarSetting<Client>);
    case 'list':
      return listDraft(value as ListSetting<string>);
    case 'keyed':
      return keyedDraft(part, value as Fields);
    case 'group':
      return groupDraft(part, value as Fields);
  }
}

function groupDraft({ fields, isPlatform = false }: GroupPart, settings: Fields): Draft {
  let below: Readonly<Record<string, Draft>> = {};
  for (const [name, { part, at }] of Object.entries(fields)) {
    const value = settings[name];
    const own = value === undefined ? {} : draftOf(part, value);
    const control = part.kind === 'keyed' ? (settings[controlKeyOf(name)] as ChildControl) : own.control;
    if (value !== undefined || control !== undefined) below = placed(below, at, { ...own, control });
  }
  return { below, control: settings['children'] as ChildControl | undefined, isWritten: isPlatform };
}

function keyedDraft({ value: part }: KeyedPart, entries: Fields): Draft {
  const keys = Object.keys(entries).sort();
  return { below: Object.fromEntries(keys.map((key) => [key, draftOf(part, entries[key])])) };
}

/** The drafts with one more at a path. */
function placed(
  drafts: Readonly<Record<string, Draft>>,
  [key = '', ...rest]: readonly string[],
  draft: Draft,
): Readonly<Record<string, Draft>> {
  const inside = drafts[key];
  return {
    ...drafts,
    [key]: rest.length === 0 ? draft : { ...inside, below: placed(inside?.below ?? {}, rest, draft) },
  };
}

function scalarDraft({ assign, children }: ScalarSetting<Client>): Draft {
  return { values: assign === undefined ? {} : { '@@assign': assign }, control: children };
}

function listDraft(setting: ListSetting<string>): Draft {
  const values: Record<string, JsonValue> = {};
  for (const operator of valueOperators) {
    const items = setting[operator.slice(2) as 'assign' | 'append' | 'remove'];
    if (items !== undefined) values[operator] = [...items].sort();
  }
  return { values, control: setting.children };
}

/** Writes a draft. A control applies to everything below it in the grammar, down to the next control. */
function withControls(
  shape: Shape,
  draft: Draft | undefined,
  inherited: ChildControl | undefined,
): JsonObject {
  const control = draft?.control ?? inherited;
  const document: Record<string, JsonValue> = {};
  if (control !== undefined)
    document[childControlKey] = controlWords(isOverrides(shape) ? newOverrides(control) : control);
  if (shape.kind === 'scalar' || shape.kind === 'list') return { ...document, ...draft?.values };
  const below = draft?.below ?? {};
  const named = shape.kind === 'fixed' ? Object.keys(shape.keys) : Object.keys(below);
  for (const key of named) {
    const part = below[key];
    const shapeBelow = shape.kind === 'fixed' ? shape.keys[key] : shape.value;
    if (shapeBelow === undefined) continue;
    const written = withControls(shapeBelow, part, control);
    if (Object.keys(written).length > 0 || (part !== undefined && isWritten(part))) document[key] = written;
  }
  return document;
}

function isOverrides(shape: Shape): boolean {
  return shape.kind === 'keyed' && shape.value.kind !== 'list';
}

/** A new override takes the place of the defaults for its workspace or team: only who may assign may add one. */
export function newOverrides(control: ChildControl): ChildControl {
  return control.includes('@@assign') ? control : [];
}

/** Whether an empty object must be in the document: that of a platform, or a container of what is not written. */
function isWritten({ isWritten: always = false, values, below = {} }: Draft): boolean {
  return always || values !== undefined || Object.keys(below).length > 0;
}

/** The words of a control as AWS writes them. */
function controlWords(control: ChildControl): readonly string[] {
  if (control.length === 0) return ['@@none'];
  const allowed = valueOperators.filter((operator) => control.includes(operator));
  return allowed.length === valueOperators.length ? ['@@all'] : allowed;
}
