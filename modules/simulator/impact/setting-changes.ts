import type { EffectiveChatPolicy } from '../effective.js';
import { historyOf, type Source } from '../history.js';
import { type Setting, sameValue } from '../merge-setting.js';
import { effectAt, type SettingsByPath } from './allowance.js';
import type { Cause, SettingChange } from './impact.js';

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

/** Who contributes what was not there before; where nothing came, who no longer contributes. */
function causesOf(
  before: Setting | undefined,
  after: Setting | undefined,
  nameOf: (policyId: string) => string,
): readonly Cause[] {
  const old = historyOf(before).sources;
  const now = historyOf(after).sources;
  const came = now.filter((source) => !old.some((other) => isSame(source, other)));
  const went = old.filter((source) => !now.some((other) => isSame(source, other)));
  const removers = historyOf(after).ignored.filter(({ why }) => why === 'removed');
  const causes = came.length > 0 ? came : went.length > 0 ? went : removers;
  const named = causes.map(({ policy, level }) => ({ policy: nameOf(policy), level }));
  return named.filter(
    ({ policy, level }, index) =>
      named.findIndex((other) => other.policy === policy && other.level === level) === index,
  );
}

function isSame(a: Source, b: Source): boolean {
  return (
    a.policy === b.policy && a.level === b.level && a.operator === b.operator && sameValue(a.value, b.value)
  );
}
