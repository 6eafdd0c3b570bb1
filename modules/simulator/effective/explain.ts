import type { SettingValue } from './chat-operations.js';
import type { EffectiveChatPolicy } from './effective-policy.js';
import { historyOf, type Ignored } from './history.js';

/** Why a value is in the effective policy, or why operators on a setting had no effect. */
export interface Reason {
  /** Keys of the effective policy, in lower case. */
  readonly path: readonly string[];
  /** What this policy contributed and is left of it; null if nothing was set. */
  readonly value: SettingValue | null;
  /** The ID of the policy; null if nothing was set. */
  readonly policy: string | null;
  /** The ID of the root, OU or account that it is attached to. */
  readonly level: string | null;
  readonly operator: string | null;
  /** What was overridden, removed or ignored; only in the first reason of a setting. */
  readonly ignored: readonly Ignored[];
}

/** Returns the reasons of an effective policy by setting; a list has one for each policy that contributed to it. */
export function explain(policy: EffectiveChatPolicy): readonly Reason[] {
  return policy.settings.flatMap((setting): readonly Reason[] => {
    const { path } = setting.place;
    const { sources, ignored } = historyOf(setting);
    if (setting.value === undefined)
      return [{ path, value: null, policy: null, level: null, operator: null, ignored }];
    return sources.map((source, index) => ({ path, ...source, ignored: index === 0 ? ignored : [] }));
  });
}
