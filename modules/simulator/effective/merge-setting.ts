import type { AttachmentTarget } from '../../policy/organization/organization.js';
import type { JsonValue } from '../../policy/text/json.js';
import { allows, type OperatorSet, type SettingValue, type Use } from './chat-operations.js';
import type { SettingKey } from './setting-key.js';

/** One setting of the effective policy. */
export interface Setting {
  readonly place: SettingKey;
  /** Undefined where operators were used but nothing was set. */
  readonly value: SettingValue | undefined;
  /** Where an attachment order that is not known decides: every value that is possible, the file's order first. */
  readonly alternatives: readonly Alternative[];
  /** The merge that produced it, for `historyOf`. */
  readonly step: MergeStep;
}

/** What the policies of one level did to a setting. */
export interface MergeStep {
  readonly inherited: Setting | undefined;
  readonly level: Level;
  /** In attachment order. */
  readonly uses: readonly Use[];
  /** The operators that policies above leave to this level. */
  readonly allowed: OperatorSet;
  /** The container that accepts no new keys, if the place is new below one: then nothing is allowed. */
  readonly lockedAt: SettingKey | undefined;
}

/** A root, OU or account with attached chat policies. */
export interface Level extends AttachmentTarget {
  readonly attachmentOrderKnown: boolean;
  /** The next one on the way to the root. */
  readonly above: Level | undefined;
  /** Every chat policy of the organization by its ID. */
  readonly documents: ReadonlyMap<string, JsonValue>;
}

/** A value that the setting has if `first` was attached first at `level`. */
export interface Alternative {
  readonly value: SettingValue | undefined;
  readonly first: string;
  /** Others at `level` that give the same value if one of them was attached first. */
  readonly orFirst: readonly string[];
  readonly level: string;
}

/** Takes one step at a place: assign, then append, then remove, of what is allowed. */
export function mergeSetting(place: SettingKey, step: MergeStep): Setting {
  const { inherited, uses, allowed } = step;
  const winner = winningAssign(step);
  const start = winner === undefined ? inherited?.value : winner.assign;
  return { place, value: amended(start, uses, allowed), alternatives: alternativesOf(step), step };
}

/** The `@@assign` that counts: the first-attached policy's. */
export function winningAssign({ uses, allowed }: MergeStep): Use | undefined {
  return allows(allowed, '@@assign') ? uses.find(assigns) : undefined;
}

/** The uses whose `@@assign` may apply: the first-attached policy's, or any where the attachment order is not known. */
export function winningAssigns(step: MergeStep): readonly Use[] {
  if (!allows(step.allowed, '@@assign')) return none;
  const assigning = step.uses.filter(assigns);
  return step.level.attachmentOrderKnown ? assigning.slice(0, 1) : assigning;
}

function assigns({ assign }: Use): boolean {
  return assign !== undefined;
}

/** All appends in attachment order, then all removes: a remove takes precedence in any order. */
function amended(
  start: SettingValue | undefined,
  uses: readonly Use[],
  allowed: OperatorSet,
): SettingValue | undefined {
  let value = start;
  if (allows(allowed, '@@append')) {
    for (const { append } of uses) {
      if (append !== undefined) value = appended(value, append);
    }
  }
  if (allows(allowed, '@@remove')) {
    for (const { remove } of uses) {
      if (remove !== undefined) value = removed(value, remove);
    }
  }
  return value;
}

/** Adds what is not there yet, in order; appending to nothing sets a list. */
export function appended(value: SettingValue | undefined, words: readonly string[]): readonly string[] {
  const all = new Set(listOf(value));
  const added = words.filter((word) => !all.has(word) && all.add(word));
  return [...listOf(value), ...added];
}

/** Takes words out; a list that ends up empty stays, a setting that was never set stays unset. */
export function removed(value: SettingValue | undefined, words: readonly string[]): SettingValue | undefined {
  if (value === undefined) return undefined;
  return listOf(value).filter((word) => !words.includes(word));
}

/** The values that are possible while it is not known who was attached first; empty when all mean the same. */
function alternativesOf(step: MergeStep): readonly Alternative[] {
  const { inherited, uses, allowed, level } = step;
  const settled = inherited === undefined || inherited.alternatives.length === 0;
  if (settled && (uses.length === 1 || level.attachmentOrderKnown)) return none;
  const winners = allows(allowed, '@@assign') ? uses.filter(assigns) : [];
  if (winners.length === 0 && !settled) {
    return distinct(
      inherited.alternatives.map((each) => ({ ...each, value: amended(each.value, uses, allowed) })),
    );
  }
  if (winners.length < 2 || level.attachmentOrderKnown) return none;
  return distinct(
    winners.map(({ policy, assign }) => ({
      value: amended(assign, uses, allowed),
      first: policy,
      orFirst: none,
      level: level.id,
    })),
  );
}

function distinct(possible: readonly Alternative[]): readonly Alternative[] {
  const different: Alternative[] = [];
  for (const each of possible) {
    const index = different.findIndex(({ value }) => sameValue(value, each.value));
    const known = different[index];
    if (known === undefined) different.push(each);
    else different[index] = { ...known, orFirst: [...known.orFirst, each.first, ...each.orFirst] };
  }
  return different.length > 1 ? different : none;
}

const none: readonly never[] = [];

/** Whether two values mean the same: the order of a list has no meaning. */
export function sameValue(a: SettingValue | undefined, b: SettingValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const left = new Set(listOf(a));
  const right = new Set(listOf(b));
  return left.size === right.size && [...left].every((word) => right.has(word));
}

/** A value as a list. */
export function listOf(value: SettingValue | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
