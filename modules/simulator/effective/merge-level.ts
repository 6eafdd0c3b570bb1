import type { JsonValue } from '../../policy/text/json.js';
import { allOperators, allows, type ChatOperations, type OperatorSet } from './chat-operations.js';
import { type Level, mergeSetting, type Setting } from './merge-setting.js';
import { joinInOrder, type SettingKey } from './setting-key.js';

/**
 * What has come down the tree to one level: a document, or a part of it. Never changed once made; what a level does
 * not touch it shares with the level above.
 */
export interface Part {
  readonly place: SettingKey;
  /** Whether a policy has named it, and no lock kept it out. */
  readonly named: boolean;
  /** The operators that policies below may use here. */
  readonly control: OperatorSet;
  readonly setting: Setting | undefined;
  /** In the order of the document. */
  readonly below: readonly Part[];
  /** The effective value; undefined where nothing is set. */
  readonly value: JsonValue | undefined;
  /** True if one of its values depends on an unknown attachment order. */
  readonly open: boolean;
}

/** The state of a setting that no policy above sets. */
export function nothingAt(place: SettingKey): Part {
  return {
    place,
    named: false,
    control: allOperators,
    setting: undefined,
    below: [],
    value: undefined,
    open: false,
  };
}

/**
 * One step down the tree, part by part. The first-attached `@@assign` of a setting replaces the inherited value, then
 * all appends apply, then all removes; operators that a control above forbids have no effect. The controls of this level
 * apply to the levels below it: peers intersect, and a level can only narrow.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/policy-operators.html
 */
export function mergeLevel(above: Part, operations: ChatOperations, level: Level): Part {
  return mergePart(above, operations, level, undefined);
}

/** `lockedAt`: the container that accepts no new keys and so excludes the part. */
function mergePart(
  above: Part,
  operations: ChatOperations,
  level: Level,
  lockedAt: SettingKey | undefined,
): Part {
  const setting = settingOf(above, operations, level, lockedAt);
  const below = mergeBelow(above, operations, level, lockedAt);
  return {
    place: above.place,
    named: lockedAt === undefined,
    control: above.control & operations.control,
    setting,
    below,
    value: setting?.value ?? documentOf(below),
    open: (setting !== undefined && setting.alternatives.length > 0) || below.some(isOpen),
  };
}

function settingOf(
  { place, setting, control }: Part,
  { uses }: ChatOperations,
  level: Level,
  lockedAt: SettingKey | undefined,
): Setting | undefined {
  if (uses.length === 0) return setting;
  const allowed = lockedAt === undefined ? control : 0;
  return mergeSetting(place, { inherited: setting, level, uses, allowed, lockedAt });
}

/**
 * A container accepts keys that no policy above has named only if its control allows `@@assign` or `@@append`. (Documented
 * for AI opt-out and backup policies: the control of a container sets whether a child can add keys.)
 */
function mergeBelow(
  above: Part,
  operations: ChatOperations,
  level: Level,
  lockedAt: SettingKey | undefined,
): readonly Part[] {
  if (operations.below.length === 0) return above.below;
  const acceptsNewKeys = allows(above.control, '@@assign') || allows(above.control, '@@append');
  return joinInOrder(above.below, operations.below, mergeMember, { level, lockedAt, acceptsNewKeys });
}

interface Container {
  readonly level: Level;
  readonly lockedAt: SettingKey | undefined;
  readonly acceptsNewKeys: boolean;
}

function mergeMember(
  known: Part | undefined,
  operations: ChatOperations,
  { level, lockedAt, acceptsNewKeys }: Container,
): Part {
  const part = known ?? nothingAt(operations.place);
  const isAccepted = part.named || acceptsNewKeys;
  return mergePart(part, operations, level, lockedAt ?? (isAccepted ? undefined : part.place.above));
}

function isOpen({ open }: Part): boolean {
  return open;
}

/** The members that hold a value; AWS drops empty parts. */
function documentOf(parts: readonly Part[]): JsonValue | undefined {
  const document: Record<string, JsonValue> = {};
  let isEmpty = true;
  for (const { place, value } of parts) {
    if (value === undefined) continue;
    document[place.key] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : document;
}
