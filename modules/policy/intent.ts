import type { Limits } from './limits.js';
import type { JsonValue } from './text/json.js';
import type { Path } from './text/path.js';

/** What an operator wants, free of files and of the spelling of policies: the input of `planOf`. */
export interface Intent {
  readonly chatPolicies: readonly ChatPolicyIntent[];
  readonly guardrails: readonly GuardrailIntent[];
  /** Put in front of every policy's name. Default: nothing. */
  readonly namePrefix: string;
  readonly limits: Limits;
  /** The name of the environment: the value of the ownership tag. */
  readonly environment: string;
  /** True if every policy that the plan creates gets the ownership tag. */
  readonly ownershipTag: boolean;
  /** Everybody who is spared for a reason and until a day. */
  readonly exceptions: readonly ExceptionIntent[];
  /** Absent: every guardrail becomes a policy of its own. */
  readonly packing?: PackingIntent;
}

/** Guardrails of the same targets share as few policies as hold them. */
export interface PackingIntent {
  /** What the names of the shared policies begin with, behind the prefix. */
  readonly name: string;
}

/** Somebody is spared: why, who answers for it, and until when. */
export interface ExceptionIntent {
  /** The name of the policy, without the prefix. */
  readonly policy: string;
  /** Who is spared, e.g. an account. */
  readonly spares: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly path: Path;
}

/** What both kinds of policies have in common. */
export interface PolicyIntent {
  /** Unique in the organization; the id of the construct comes from it. */
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly targets: readonly TargetIntent[];
  /** The targets in every wave of a staged rollout, the last wave last; absent where there are no waves. */
  readonly rollout?: readonly (readonly TargetIntent[])[];
  /** Accounts below the targets to which the policy shall not apply. */
  readonly except: readonly string[];
  readonly retention: Retention;
  /** Absent where the policy is new. */
  readonly existing?: ExistingPolicy;
  /** Where it stands in the configuration; every problem about it begins with this path. */
  readonly path: Path;
}

/** What is in the organization already and becomes Terraform's own, instead of being created a second time. */
export interface ExistingPolicy {
  /** The policy's id, by which Terraform imports it. */
  readonly id: string;
  /** The document as it is spelled in AWS; kept as long as it says the same. */
  readonly document?: RawDocument;
  /** The attachments that exist: by target as `renderTarget` writes it, the target's id. */
  readonly attachments: Readonly<Record<string, string>>;
}

/** What keeps a policy alive when Terraform would delete it. */
export interface Retention {
  /** `skip_destroy`: on destroy, the policy and its attachments are left in the organization. */
  readonly skipDestroy: boolean;
  /** `prevent_destroy`: Terraform refuses a plan that would delete the policy, as long as the policy is declared. */
  readonly preventDestroy: boolean;
}

/** Where a policy is attached, as it was written. */
export interface TargetIntent {
  readonly target: Target;
  readonly path: Path;
}

/** The root, a unit by its path of names below the root, or anything by its id. */
export type Target =
  | { readonly kind: 'root' }
  | { readonly kind: 'unit'; readonly names: readonly string[] }
  | { readonly kind: 'id'; readonly id: string };

/** A raw document that was checked when it was read; the plan minifies it and changes nothing else. */
export interface RawDocument {
  readonly content: JsonValue;
  /** The file's name as the user wrote it. */
  readonly file: string;
}

export interface ChatPolicyIntent extends PolicyIntent {
  readonly settings: ChatSettings | RawDocument;
  /** Names of chat policies on the same targets that must be attached before this one. */
  readonly attachAfter: readonly string[];
}

/** The whole of a chat policy in our words. What is undefined is not written into the document. */
export interface ChatSettings {
  readonly default?: ScalarSetting<Client>;
  readonly slack?: SlackSettings;
  readonly microsoftTeams?: MicrosoftTeamsSettings;
  readonly chime?: ChimeSettings;
  /** What policies below may do to anything in this policy that says nothing of its own. Default: all. */
  readonly children?: ChildControl;
}

export type Client = 'enabled' | 'disabled';
export type ChannelType = 'public' | 'private';
/** `user_role`: members bring their own IAM role; `channel_role`: the channel's members share one. */
export type RoleSetting = 'user_role' | 'channel_role';
/** The value operators that policies below may use; the empty list is `@@none`. */
export type ChildControl = readonly ValueOperator[];
export type ValueOperator = '@@assign' | '@@append' | '@@remove';

export interface ScalarSetting<T extends string> {
  readonly assign?: T;
  readonly children?: ChildControl;
}

/** Any of the three operators, together or alone; `children` alone writes a control without a value. */
export interface ListSetting<T extends string> {
  readonly assign?: readonly T[];
  readonly append?: readonly T[];
  readonly remove?: readonly T[];
  readonly children?: ChildControl;
}

export interface SlackSettings {
  readonly client?: ScalarSetting<Client>;
  /** Workspace ids, or `*` for all. */
  readonly workspaces?: ListSetting<string>;
  readonly channelTypes?: ListSetting<ChannelType>;
  readonly roleSettings?: ListSetting<RoleSetting>;
  readonly overrides?: Readonly<Record<string, SlackOverride>>;
  /** What policies below may do to all overrides that say nothing of their own, and whether they may add some. */
  readonly overridesChildren?: ChildControl;
  readonly children?: ChildControl;
}

export interface SlackOverride {
  readonly channelTypes?: ListSetting<ChannelType>;
  readonly roleSettings?: ListSetting<RoleSetting>;
  readonly children?: ChildControl;
}

export interface MicrosoftTeamsSettings {
  readonly client?: ScalarSetting<Client>;
  /** By tenant id: team ids, or `*` for all teams of the tenant. */
  readonly tenants?: Readonly<Record<string, ListSetting<string>>>;
  /** What policies below may do to all tenants that say nothing of their own, and whether they may add some. */
  readonly tenantsChildren?: ChildControl;
  readonly roleSettings?: ListSetting<RoleSetting>;
  /** By tenant id, then by team id. */
  readonly overrides?: Readonly<Record<string, Readonly<Record<string, TeamOverride>>>>;
  /** What policies below may do to all overrides that say nothing of their own, and whether they may add some. */
  readonly overridesChildren?: ChildControl;
  readonly children?: ChildControl;
}

export interface TeamOverride {
  readonly roleSettings?: ListSetting<RoleSetting>;
  readonly children?: ChildControl;
}

export interface ChimeSettings {
  readonly client?: ScalarSetting<Client>;
  readonly children?: ChildControl;
}

export type ChatPlatform = 'slack' | 'microsoft_teams' | 'chime';

export interface GuardrailIntent extends PolicyIntent {
  readonly rule: GuardrailRule | RawDocument;
}

/** A rule for sessions started from chat; nobody else is bound by it. */
export interface GuardrailRule {
  readonly statements: readonly GuardrailStatement[];
  /** The statements were written as a list; otherwise the only one was written as `deny` or `allowOnly`. */
  readonly listed?: boolean;
  /** Which chat sessions are bound. Every part that is empty means all. */
  readonly from: ChatSessions;
  /** Which of them are spared; undefined means none. */
  readonly exceptFrom?: ChatSessions;
  /** The partition of the ARN patterns, `aws` unless said otherwise; `*` crosses partitions. */
  readonly partition: string;
  /** The id of the first statement; empty for none. Default: made from the policy's name. */
  readonly sid?: string;
  /** The id of the catalogue's guardrail that it comes from. */
  readonly use?: string;
  /** Actions that the parameters of `use` add to those of the catalogue. */
  readonly ownActions?: readonly string[];
}

/** `deny`: these actions are denied. `allowOnly`: everything but these actions is denied. */
export interface GuardrailStatement {
  readonly effect: 'deny' | 'allowOnly';
  readonly actions: readonly string[];
  /** ARN patterns; default `*`. */
  readonly resources: readonly string[];
  /** Instead of `resources`, which is then not written: every resource but these. */
  readonly exceptResources?: readonly string[];
  /** Conditions beside the one on the chat session: operator, key, values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Chat sessions by where they come from; an empty list restricts nothing. */
export interface ChatSessions {
  readonly platforms: readonly ChatPlatform[];
  /** Names of chat configurations; `*` and `?` are wildcards. */
  readonly configurations: readonly string[];
  /** The accounts that hold the chat configurations. */
  readonly accounts: readonly string[];
}
