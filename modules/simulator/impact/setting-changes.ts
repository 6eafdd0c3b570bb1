import { type ChatSettingsReader, chatSettingsReader } from '../decide/chat-settings.js';
import type { SettingValue } from '../effective/chat-operations.js';
import type { EffectiveChatPolicy } from '../effective/effective-policy.js';
import { type History, historyOf, type Origin } from '../effective/history.js';
import { listOf, type Setting, sameValue } from '../effective/merge-setting.js';
import type { Cause, SettingChange } from './impact.js';
import { effectAt } from './setting-effect.js';

/**
 * The settings whose value differs between two effective policies, in the order of the document. Lists are compared
 * as sets. The first list of a tenant denies all other tenants, and removing the last one allows them: then there is
 * also a change of the tenants as a whole. The causes have
 * IDs of policies.
 */
export function settingChanges(
  before: EffectiveChatPolicy,
  after: EffectiveChatPolicy,
): readonly SettingChange[] {
  const old = byPath(before);
  const now = byPath(after);
  const readers = { before: chatSettingsReader(before.settings), after: chatSettingsReader(after.settings) };
  const changed = [...new Map([...old, ...now])]
    .filter(([key]) => !isSameSetting(old.get(key), now.get(key)))
    .map(([key, { place }]) => ({ key, place }))
    .sort((a, b) => (a.place.order < b.place.order ? -1 : 1));
  const changes = changed.map(
    ({ key, place: { path } }): SettingChange => ({
      kind: 'chat-policy',
      path,
      before: shownValue(old.get(key)),
      after: shownValue(now.get(key)),
      effect: effectAt(path, readers.before, readers.after),
      causes: causesOf(old.get(key), now.get(key)),
    }),
  );
  const tenants = tenantsChange(readers.before, readers.after, changes);
  const place = changes.findIndex(({ path }) => isBelowTenants(path));
  return tenants === undefined ? changes : changes.toSpliced(place, 0, tenants);
}

const tenantsPath = ['chatbot', 'platforms', 'microsoft_teams', 'tenants'] as const;

function isBelowTenants(path: readonly string[]): boolean {
  return tenantsPath.every((key, index) => path[index] === key);
}

/** The change for the tenants without a list of their own. A list for `*` that comes or goes is such a change itself. */
function tenantsChange(
  before: ChatSettingsReader,
  after: ChatSettingsReader,
  changes: readonly SettingChange[],
): SettingChange | undefined {
  const [was, is] = [before, after].map((state) => state.keysBelow(...tenantsPath.slice(1)));
  const isNeeded = (was?.length === 0) !== (is?.length === 0) && ![was, is].flat().includes('*');
  if (!isNeeded) return undefined;
  return {
    kind: 'chat-policy',
    path: tenantsPath,
    before: was?.length ? was : null,
    after: is?.length ? is : null,
    effect: effectAt(tenantsPath, before, after),
    causes: distinctCauses(
      changes.filter(({ path }) => isBelowTenants(path)).flatMap(({ causes }) => causes),
    ),
  };
}

function byPath({ settings }: EffectiveChatPolicy): ReadonlyMap<string, Setting> {
  return new Map(settings.map((setting) => [setting.place.path.join('/'), setting]));
}

function isSameSetting(before: Setting | undefined, after: Setting | undefined): boolean {
  const old = before?.alternatives ?? [];
  const now = after?.alternatives ?? [];
  return (
    sameValue(before?.value, after?.value) &&
    old.length === now.length &&
    old.every(({ value }) => now.some((other) => sameValue(value, other.value)))
  );
}

/** The value; `unknown` where it depends on an attachment order that is not known. */
function shownValue(setting: Setting | undefined): SettingValue | null {
  return setting !== undefined && setting.alternatives.length > 0 ? 'unknown' : (setting?.value ?? null);
}

/** The policies that add or remove something new; if there are none, those that no longer contribute. */
function causesOf(before: Setting | undefined, after: Setting | undefined): readonly Cause[] {
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
  return distinctCauses(causes.map(({ policy, level }) => ({ policy, level })));
}

function distinctCauses(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
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
