import type { SettingValue } from './chat-operations.js';
import type { EffectiveChatPolicy } from './effective-policy.js';
import { historyOf, type Ignored } from './history.js';

/** Why a value is in the effective policy, or why operators on a setting did nothing. */
export interface Reason {
  /** Keys of the effective policy, in lower case. */
  readonly path: readonly string[];
  /** What this policy contributed and what is left of it; null where nothing was set. */
  readonly value: SettingValue | null;
  /** The policy's id; null where nothing was set. */
  readonly policy: string | null;
  /** The id of the root, unit or account it is attached to. */
  readonly level: string | null;
  readonly operator: string | null;
  /** What was overridden, removed or ignored on the way; stands with the first reason of a setting. */
  readonly ignored: readonly Ignored[];
}

/** The reasons of an effective policy, setting by setting; a list has one for every policy that contributed to it. */
export function explain(policy: EffectiveChatPolicy): readonly Reason[] {
  return policy.settings.flatMap((setting): readonly Reason[] => {
    const { path } = setting.place;
    const { sources, ignored } = historyOf(setting);
    if (setting.value === undefined)
      return [{ path, value: null, policy: null, level: null, operator: null, ignored }];
    return sources.map((source, index) => ({ path, ...source, ignored: index === 0 ? ignored : [] }));
  });
}
