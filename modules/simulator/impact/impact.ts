import type { ChatPlatform } from '../../policy/intent.js';
import type {
  AttachmentTarget,
  ChatChannel,
  MissingPart,
  Organization,
} from '../../policy/organization/organization.js';
import { indexOrganization, type OrganizationIndex } from '../../policy/organization/organization-index.js';
import type { Outcome } from '../decide/decision.js';
import type { SettingValue } from '../effective/chat-operations.js';

/** What a plan changes for the accounts of an organization. */
export interface Impact {
  readonly accounts: { readonly total: number; readonly changed: number };
  /** Accounts with the same changes share a group. Groups that gain access come first, then the largest. */
  readonly groups: readonly ImpactGroup[];
  /** Names of the policies that the change deletes, sorted; absent if it deletes none. */
  readonly removedPolicies?: readonly string[];
  /** Existing chat configurations that change: those that stop working first, then those that gain access. */
  readonly channels: readonly ChannelImpact[];
}

/** Accounts with the same changes. */
export interface ImpactGroup {
  readonly accounts: readonly string[];
  readonly changes: readonly Change[];
}

/** A change for an account. */
export type Change = SettingChange | ActionChange;

/** Whether access is gained or lost. `none`: the value changes but allows the same. */
export type Effect = 'gain' | 'loss' | 'both' | 'none';

/** A change of a setting of the effective chat policy. */
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

/** Actions that sessions from chat gain or lose. */
export interface ActionChange {
  readonly kind: 'action';
  /** An action, `service:*` for every action of a service, or `*`. */
  readonly action: string;
  /** With `*`: the actions that do not change in this way. */
  readonly except?: readonly string[];
  /** Present if the change concerns only sessions from one platform. */
  readonly platform?: ChatPlatform;
  /** `unknown`: the answer depends on the resource, the channel or another condition. */
  readonly before: Outcome;
  readonly after: Outcome;
  readonly effect: Effect;
  readonly causes: readonly Cause[];
}

/**
 * The name of a policy and the ID of the root, OU or account that it is attached to. The name is empty if no policy
 * allows the action.
 */
export interface Cause {
  readonly policy: string;
  readonly level: string;
  /** Of a chat configuration: the path of the setting that forbids it. Absent where it is not one setting. */
  readonly setting?: readonly string[];
  /** Present if the policy causes the change because it is removed from the organization, or detached from the level. */
  readonly change?: 'removed' | 'detached';
}

/** What changes for a chat configuration. */
export interface ChannelImpact {
  readonly channel: ChatChannel;
  /** Whether the chat policies allow the channel. */
  readonly before: Outcome;
  readonly after: Outcome;
  readonly effect: Effect;
  /** Actions that the channel gains because its guardrails are weaker than before. */
  readonly gains: readonly ActionChange[];
  readonly causes: readonly Cause[];
}

/** Two states of one organization. */
export interface OrganizationStates {
  readonly before: Organization;
  readonly after: Organization;
  /** Names a cause: what `causeNamer` returns. */
  readonly nameCause: (cause: Cause) => Cause;
}

/**
 * Returns a function from a cause with the ID of a policy to the cause with its name, and with `change` where the policy is
 * no longer attached to the level.
 */
export function causeNamer(before: Organization, after: Organization): (cause: Cause) => Cause {
  let spots: OrganizationIndex['spots'] | undefined;
  const changeOf = ({ policy, level }: Cause): Pick<Cause, 'change'> => {
    if (!before.policies.has(policy)) return {};
    if (!after.policies.has(policy)) return { change: 'removed' };
    spots ??= indexOrganization(after).spots;
    return spots.get(level)?.node.policies.includes(policy) === false ? { change: 'detached' } : {};
  };
  return (cause) => {
    const { policy } = cause;
    const { name } = after.policies.get(policy) ?? before.policies.get(policy) ?? { name: policy };
    return { ...cause, policy: name, ...changeOf(cause) };
  };
}

/** Returns the policies on a path whose content is missing, as causes. */
export function missingCauses(
  missing: readonly MissingPart[],
  path: readonly AttachmentTarget[],
): readonly Cause[] {
  return missing.flatMap(({ what, id }) => {
    const target = path.find((one) => one.id === id || one.policies.includes(id));
    const policy = what === 'policy' ? id : '';
    return target === undefined ? [] : [{ policy, level: target.id }];
  });
}

/** Returns whether the changes of a group gain access, lose access, both or neither. */
export function effectOfGroup({ changes }: Pick<ImpactGroup, 'changes'>): Effect {
  const effects = new Set(changes.map(({ effect }) => effect));
  const gains = effects.has('gain') || effects.has('both');
  const losses = effects.has('loss') || effects.has('both');
  return gains && losses ? 'both' : gains ? 'gain' : losses ? 'loss' : 'none';
}

/** True if the effect gives someone more access than before. */
export function gainsAccess(effect: Effect): boolean {
  return effect === 'gain' || effect === 'both';
}

/** True if the channel worked, or may have worked, before the change and does not, or may not, after it. */
export function stopsWorking({ effect }: Pick<ChannelImpact, 'effect'>): boolean {
  return effect === 'loss';
}
