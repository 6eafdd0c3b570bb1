import type { SettingValue } from '../effective/chat-operations.js';
import type { EffectiveChatPolicy } from '../effective/effective-policy.js';
import type { Origin } from '../effective/history.js';
import { type History, historyOf } from '../effective/history.js';
import { listOf, type Setting, sameValue } from '../effective/merge-setting.js';
import type { Cause, SettingChange } from './impact.js';
import { effectAt, type SettingsByPath } from './setting-effect.js';

/**
 * The settings whose value differs between two effective policies, in the order of the document. Lists are compared
 * as sets. `nameOf` gives the name of a policy by its id.
 */
export function settingChanges(
  before: EffectiveChatPolicy,
  after: EffectiveChatPolicy,
  nameOf: (policyId: string) => string,
): readonly SettingChange[] {
  const old = byPath(before);
  const now = byPath(after);
  const changed = [...new Map([...old, ...now])]
    .filter(([key]) => !sameValue(old.get(key)?.value, now.get(key)?.value))
    .map(([key, { place }]) => ({ key, place }));
  return changed
    .sort((a, b) => (a.place.order < b.place.order ? -1 : 1))
    .map(({ key, place: { path } }) => ({
      kind: 'chat-policy',
      path,
      before: old.get(key)?.value ?? null,
      after: now.get(key)?.value ?? null,
      effect: effectAt(path, old, now),
      causes: causesOf(old.get(key), now.get(key), nameOf),
    }));
}

function byPath({ settings }: EffectiveChatPolicy): SettingsByPath {
  return new Map(settings.map((setting) => [setting.place.path.join('/'), setting]));
}

/** The policies that add or remove something new; if there are none, those that no longer contribute. */
function causesOf(
  before: Setting | undefined,
  after: Setting | undefined,
  nameOf: (policyId: string) => string,
): readonly Cause[] {
  const old = historyOf(before);
  const now = historyOf(after);
  const came = now.sources.filter((source) => !old.sources.some((other) => holds(other, source)));
  const had = (word: string): boolean => listOf(before?.value).includes(word);
  const removedBefore = removalsIn(old);
  const newRemovals = removalsIn(now)
    .filter((removal) => !removedBefore.some((other) => holds(other, removal)))
    .filter(({ value }) => listOf(value).some(had));
  const went = old.sources.filter((source) => !now.sources.some((other) => isSame(source, other)));
  const added = [...came, ...newRemovals];
  const causes = added.length > 0 ? added : went;
  const named = causes.map(({ policy, level }) => ({ policy: nameOf(policy), level }));
  return named.filter(
    ({ policy, level }, index) =>
      named.findIndex((other) => other.policy === policy && other.level === level) === index,
  );
}

/** The removals: which policy removed which values. */
function removalsIn({ ignored }: History): readonly Contribution[] {
  return ignored.flatMap(({ why, by, value }) =>
    why === 'removed' ? by.map((each) => ({ ...each, value })) : [],
  );
}

interface Contribution extends Origin {
  readonly value: SettingValue;
}

/** True if `a` is the same operator of the same policy and contributes all values of `b`. */
function holds(a: Contribution, b: Contribution): boolean {
  const words = listOf(a.value);
  return isOfSame(a, b) && listOf(b.value).every((word) => words.includes(word));
}

function isSame(a: Contribution, b: Contribution): boolean {
  return isOfSame(a, b) && sameValue(a.value, b.value);
}

function isOfSame(a: Origin, b: Origin): boolean {
  return a.policy === b.policy && a.level === b.level && a.operator === b.operator;
}
