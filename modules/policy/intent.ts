import type { Limits } from './limits.js';
import type { ChatNames } from './organization/organization.js';
import type { JsonValue } from './text/json.js';
import type { Path } from './text/path.js';

/** The meaning of a configuration, independent of its files and formatting: the input of `planOf`. */
export interface Intent {
  readonly chatPolicies: readonly ChatPolicyIntent[];
  readonly guardrails: readonly GuardrailIntent[];
  /** The prefix of every policy name. Default: empty. */
  readonly namePrefix: string;
  readonly limits: Limits;
  /** The name of the environment: the value of the ownership tag. */
  readonly environment: string;
  /** True if every policy that the plan creates gets the ownership tag. */
  readonly ownershipTag: boolean;
  /** The exemptions that have a reason, an owner and an end date. */
  readonly exceptions: readonly ExceptionIntent[];
  /** Absent: every guardrail is a separate policy. */
  readonly packing?: PackingIntent;
  /** The aliases of workspaces, tenants and teams. Absent: none. */
  readonly chatNames?: ChatNames;
}

/** Guardrails with the same targets share as few policies as possible. */
export interface PackingIntent {
  /** The start of the names of the shared policies, after the prefix. */
  readonly name: string;
}

/** An exemption with its reason, owner and end date. */
export interface ExceptionIntent {
  /** The name of the policy, without the prefix. */
  readonly policy: string;
  /** What is exempt, e.g. an account. */
  readonly exempt: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it applies, `YYYY-MM-DD`. */
  readonly until: string;
  readonly path: Path;
}

/** The settings of both chat policies and guardrails. */
export interface PolicyIntent {
  /** Unique in the organization; the ID of the construct is derived from it. */
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly targets: readonly TargetIntent[];
  /** The targets in every wave, the last wave last; absent without waves. */
  readonly rollout?: readonly (readonly TargetIntent[])[];
  /** Accounts below the targets to which the policy does not apply. */
  readonly except: readonly string[];
  readonly retention: Retention;
  /** Absent for a new policy. */
  readonly existing?: ExistingPolicy;
  /** The path in the configuration, with which the path of every problem about the policy starts. */
  readonly path: Path;
}

/** A policy that exists in the organization, which Terraform imports instead of creating it. */
export interface ExistingPolicy {
  /** The ID of the policy, by which Terraform imports it. */
  readonly id: string;
  /** The document as stored in AWS; used as long as it means the same as the settings. */
  readonly document?: RawDocument;
  /** The existing attachments: the ID of the target, by target as `renderTarget` writes it. */
  readonly attachments: Readonly<Record<string, string>>;
}

/** Protection against deletion by Terraform. */
export interface Retention {
  /** `skip_destroy`: on destroy, the policy and its attachments stay in the organization. */
  readonly skipDestroy: boolean;
  /** `prevent_destroy`: Terraform refuses a plan that would delete the policy while it is declared. */
  readonly preventDestroy: boolean;
}

/** A target of a policy, and its path in the configuration. */
export interface TargetIntent {
  readonly target: Target;
  readonly path: Path;
}

/** The root, an OU by its path of names below the root, or any target by its ID. */
export type Target =
  | { readonly kind: 'root' }
  | { readonly kind: 'unit'; readonly names: readonly string[] }
  | { readonly kind: 'id'; readonly id: string };

/** A raw policy document, already checked. The plan only minifies it. */
export interface RawDocument {
  readonly content: JsonValue;
  /** The file's name as the user wrote it. */
  readonly file: string;
}

/** A chat policy of the configuration. */
export interface ChatPolicyIntent extends PolicyIntent {
  readonly settings: ChatSettings | RawDocument;
  /** Names of chat policies on the same targets that must be attached before this one. */
  readonly attachAfter: readonly string[];
}

/** The settings of a chat policy. Settings that are absent are not written to the document. */
export interface ChatSettings {
  readonly default?: ScalarSetting<Client>;
  readonly slack?: SlackSettings;
  readonly microsoftTeams?: MicrosoftTeamsSettings;
  readonly chime?: ChimeSettings;
  /**
   * The operators that policies below can use for everything in this policy without its own `children`. Default: all.
   */
  readonly children?: ChildControl;
}

/** Whether a chat application is enabled. */
export type Client = 'enabled' | 'disabled';
/** The type of a Slack channel. */
export type ChannelType = 'public' | 'private';
/** `user_role`: each member uses an own IAM role; `channel_role`: the members share the role of the channel. */
export type RoleSetting = 'user_role' | 'channel_role';
/** The value operators that policies below can use; the empty list is `@@none`. */
export type ChildControl = readonly ValueOperator[];
/** An inheritance operator that sets a value. */
export type ValueOperator = '@@assign' | '@@append' | '@@remove';

/** A setting with one value. */
export interface ScalarSetting<T extends string> {
  readonly assign?: T;
  readonly children?: ChildControl;
}

/**
 * A setting with a list: any of the three operators. `children` without an operator writes a control without a value.
 */
export interface ListSetting<T extends string> {
  readonly assign?: readonly T[];
  readonly append?: readonly T[];
  readonly remove?: readonly T[];
  readonly children?: ChildControl;
}

/** The settings of Slack. */
export interface SlackSettings {
  readonly client?: ScalarSetting<Client>;
  /** Workspace IDs, or `*` for all. */
  readonly workspaces?: ListSetting<string>;
  readonly channelTypes?: ListSetting<ChannelType>;
  readonly roleSettings?: ListSetting<RoleSetting>;
  readonly overrides?: Readonly<Record<string, SlackOverride>>;
  /** The operators that policies below can use in overrides without their own `children`, and to add overrides. */
  readonly overridesChildren?: ChildControl;
  readonly children?: ChildControl;
}

/** Settings of Slack for one workspace. */
export interface SlackOverride {
  readonly channelTypes?: ListSetting<ChannelType>;
  readonly roleSettings?: ListSetting<RoleSetting>;
  readonly children?: ChildControl;
}

/** The settings of Microsoft Teams. */
export interface MicrosoftTeamsSettings {
  readonly client?: ScalarSetting<Client>;
  /** By tenant ID: team IDs, or `*` for all teams of the tenant. */
  readonly tenants?: Readonly<Record<string, ListSetting<string>>>;
  /** The operators that policies below can use in tenants without their own `children`, and to add tenants. */
  readonly tenantsChildren?: ChildControl;
  readonly roleSettings?: ListSetting<RoleSetting>;
  /** By tenant ID, then by team ID. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, TeamOverride>>>>;
  /** The operators that policies below can use in overrides without their own `children`, and to add overrides. */
  readonly overridesChildren?: ChildControl;
  readonly children?: ChildControl;
}

/** Settings of Microsoft Teams for one team. */
export interface TeamOverride {
  readonly roleSettings?: ListSetting<RoleSetting>;
  readonly children?: ChildControl;
}

/** The settings of Amazon Chime. */
export interface ChimeSettings {
  readonly client?: ScalarSetting<Client>;
  readonly children?: ChildControl;
}

/** A chat application, as chat policies name it. */
export type ChatPlatform = 'slack' | 'microsoft_teams' | 'chime';

/** A guardrail of the configuration. */
export interface GuardrailIntent extends PolicyIntent {
  readonly rule: GuardrailRule | RawDocument;
}

/** The rule of a guardrail. It applies only to sessions started from chat. */
export interface GuardrailRule {
  readonly statements: readonly GuardrailStatement[];
  /** True if the statements were written as a list; otherwise the only one was written as `deny` or `allowOnly`. */
  readonly listed?: boolean;
  /** The chat sessions that it applies to. An empty list restricts nothing. */
  readonly from: ChatSessions;
  /** The chat sessions that are exempt; undefined means none. */
  readonly exceptFrom?: ChatSessions;
  /** The partition of the ARN patterns, usually `aws`; `*` matches all partitions. */
  readonly partition: string;
  /** The ID of the first statement; empty for none. Default: derived from the policy's name. */
  readonly sid?: string;
  /** The ID of the guardrail of the catalogue that it comes from. */
  readonly use?: string;
  /** Actions that the parameters of `use` add to those of the catalogue. */
  readonly ownActions?: readonly string[];
}

/** A statement. `deny` denies these actions, `allowOnly` denies all other actions. */
export interface GuardrailStatement {
  readonly effect: 'deny' | 'allowOnly';
  readonly actions: readonly string[];
  /** ARN patterns; default `*`. */
  readonly resources: readonly string[];
  /** All resources except these. Replaces `resources`. */
  readonly exceptResources?: readonly string[];
  /** Conditions besides the one on the chat session: operator, key, values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Chat sessions by their origin. An empty list restricts nothing. */
export interface ChatSessions {
  readonly platforms: readonly ChatPlatform[];
  /** Names of chat configurations; `*` and `?` are wildcards. */
  readonly configurations: readonly string[];
  /** The accounts that contain the chat configurations. */
  readonly accounts: readonly string[];
}
