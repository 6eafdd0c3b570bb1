import type { ChatPlatform } from '../../policy/intent.js';
import type { ChatChannel } from '../../policy/organization/organization.js';
import type { Outcome } from '../decide/decision.js';
import type { SettingValue } from '../effective/chat-operations.js';

/** What applying a plan changes for the accounts of an organization. */
export interface Impact {
  readonly accounts: { readonly total: number; readonly changed: number };
  /** Accounts with the same changes stand together, in the order of the tree; the largest group first. */
  readonly groups: readonly ImpactGroup[];
  /** Existing chat configurations that work no longer, work again or fall to weaker guardrails. */
  readonly channels: readonly ChannelImpact[];
}

export interface ImpactGroup {
  readonly accounts: readonly string[];
  readonly changes: readonly Change[];
}

export type Change = SettingChange | ActionChange;

/** `none`: the value is written differently and allows the same. */
export type Effect = 'gain' | 'loss' | 'both' | 'none';

/** A setting of the effective chat policy. */
export interface SettingChange {
  readonly kind: 'chat-policy';
  /** Keys of the effective policy, in lower case. */
  readonly path: readonly string[];
  /** Null where the setting is not set. */
  readonly before: SettingValue | null;
  readonly after: SettingValue | null;
  readonly effect: Effect;
  readonly causes: readonly Cause[];
}

/** Actions that chat can run no longer, or newly can. */
export interface ActionChange {
  readonly kind: 'action';
  /** An action, `service:*` for every action of a service, or `*`. */
  readonly action: string;
  /** With `*`: the actions that do not change in this way. */
  readonly except?: readonly string[];
  /** Where sessions from one platform alone are concerned. */
  readonly platform?: ChatPlatform;
  /** `unknown`: it hangs on the resource, the channel or another condition. */
  readonly before: Outcome;
  readonly after: Outcome;
  readonly effect: Effect;
  readonly causes: readonly Cause[];
}

/** A policy, by name, and the root, unit or account at which it works; the name is empty where a policy is lacking. */
export interface Cause {
  readonly policy: string;
  readonly level: string;
}

export interface ChannelImpact {
  readonly channel: ChatChannel;
  /** Whether the chat policies let the channel work. */
  readonly before: Outcome;
  readonly after: Outcome;
  readonly effect: Effect;
  /** Actions that the channel newly can run: its guardrails are weaker than before. */
  readonly gains: readonly ActionChange[];
  readonly causes: readonly Cause[];
}
