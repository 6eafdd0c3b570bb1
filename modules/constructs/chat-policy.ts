import type { Construct } from 'constructs';
import type { ChannelType, Client, RoleSetting } from '../policy/intent.js';
import { type Finding, finding } from '../policy/problems/problem.js';
import { quoted } from '../policy/text/quote.js';
import { DeclaredPolicy, type PolicyProps, type RawPolicyDocument } from './declare-policy.js';

const mark = Symbol.for('cdktf-chat-guardrails/ChatPolicy');

/** The operators that policies below can use. */
export type ChildrenProp = 'none' | 'all' | readonly ('assign' | 'append' | 'remove')[];

/** Whether a client is enabled: a value, or a value with a lock. */
export type ClientProp = Client | { readonly assign?: Client; readonly children?: ChildrenProp };

/** A list of a setting: one item, several, or inheritance operators with a lock. */
export type ListProp<Item extends string> =
  | Item
  | readonly Item[]
  | {
      /** Replaces what policies above set (`@@assign`). */
      readonly assign?: Item | readonly Item[];
      /** Added to what policies above set (`@@append`). */
      readonly append?: Item | readonly Item[];
      /** Removed from what policies above set (`@@remove`). */
      readonly remove?: Item | readonly Item[];
      readonly children?: ChildrenProp;
    };

/** Settings by ID. `children` lists the operators that policies below can use in all of them. */
type ById<Value> = { readonly children?: ChildrenProp } & {
  readonly [id: string]: Value | ChildrenProp | undefined;
};

/** Settings of Slack for one workspace. */
export interface SlackOverrideProps {
  readonly channelTypes?: ListProp<ChannelType>;
  readonly roleSettings?: ListProp<RoleSetting>;
  readonly children?: ChildrenProp;
}

/** The settings of Slack. */
export interface SlackProps {
  readonly client?: ClientProp;
  /** Workspaces that are allowed: `all`, or their IDs. */
  readonly workspaces?: ListProp<string>;
  /** Kinds of channels that are allowed. */
  readonly channelTypes?: ListProp<ChannelType>;
  /** `user_role`: each member has an IAM role; `channel_role`: the channel has one. */
  readonly roleSettings?: ListProp<RoleSetting>;
  /** Settings that differ, by workspace ID. */
  readonly overrides?: ById<SlackOverrideProps>;
  readonly children?: ChildrenProp;
}

/** Settings of Microsoft Teams for one team. */
export interface TeamOverrideProps {
  readonly roleSettings?: ListProp<RoleSetting>;
  readonly children?: ChildrenProp;
}

/** The settings of Microsoft Teams. IDs of tenants and teams are UUIDs in upper or lower case. */
export interface MicrosoftTeamsProps {
  readonly client?: ClientProp;
  /** Tenants that are allowed: `all`, or by tenant ID `all` or the IDs of teams. */
  readonly tenants?: 'all' | ById<ListProp<string>>;
  /** `user_role`: each member has an IAM role; `channel_role`: the channel has one. */
  readonly roleSettings?: ListProp<RoleSetting>;
  /** Settings that differ, by tenant ID and team ID. */
  readonly overrides?: ById<Readonly<Record<string, TeamOverrideProps>>>;
  readonly children?: ChildrenProp;
}

/** The settings of Amazon Chime. */
export interface ChimeProps {
  readonly client?: ClientProp;
  readonly children?: ChildrenProp;
}

/** The settings of a chat policy as in a configuration file, or a raw `document`. */
export interface ChatPolicyProps extends PolicyProps {
  /** Whether chat applications are enabled where no platform has a setting of its own. */
  readonly default?: ClientProp;
  /** Slack: `enabled`, `disabled`, or its settings. */
  readonly slack?: Client | SlackProps;
  /** Microsoft Teams: `enabled`, `disabled`, or its settings. */
  readonly microsoftTeams?: Client | MicrosoftTeamsProps;
  /** Names for the IDs of workspaces, tenants and teams; the settings can have them instead of the IDs. Default: none. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Amazon Chime, which ended in February 2026: `enabled`, `disabled`, or its settings. */
  readonly chime?: Client | ChimeProps;
  /** What policies attached below may change in everything that has no `children` of its own. Default: all. */
  readonly children?: ChildrenProp;
  /** A raw chat policy instead of settings. */
  readonly document?: RawPolicyDocument;
  /**
   * Chat policies that are attached before this one wherever both have the same target, and so take precedence where
   * both assign a setting. A change of this order replaces attachments. Default: none.
   */
  readonly attachAfter?: ChatPolicy | readonly ChatPolicy[];
}

/**
 * A chat policy (`CHATBOT_POLICY`) and its attachments. The addresses of its resources are derived from its ID.
 * @example
 * ```ts
 * new ChatPolicy(stack, 'slack-only', {
 *   targets: 'root',
 *   default: 'disabled',
 *   slack: { client: 'enabled', workspaces: 'T0COMPANY1' },
 * });
 * ```
 */
export class ChatPolicy extends DeclaredPolicy {
  /** Whether a value is a chat policy, whichever copy of this package made it. */
  static isChatPolicy(value: unknown): value is ChatPolicy {
    return typeof value === 'object' && value !== null && mark in value;
  }

  /** Throws when the policy cannot be deployed, with everything that is wrong with it. */
  constructor(scope: Construct, id: string, props: ChatPolicyProps) {
    const { attachAfter = [], ...others } = props ?? {};
    const before = [attachAfter].flat();
    super(scope, id, {
      list: 'chatPolicies',
      props: props && others,
      after: before.filter(ChatPolicy.isChatPolicy).map(({ deployed }) => deployed),
      findings: before.flatMap(checkOther),
    });
    Object.defineProperty(this, mark, { value: true });
  }
}

function checkOther(other: unknown, index: number): Finding[] {
  if (ChatPolicy.isChatPolicy(other)) return [];
  const facts = { rule: 'not-json', found: quoted(String(other)), expected: 'a `ChatPolicy`' } as const;
  return [finding('wrong-type', 'error', { path: ['attachAfter', index] }, facts)];
}
