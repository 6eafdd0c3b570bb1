import { Lazy, Token } from 'cdktf';
import type { Construct } from 'constructs';
import type { ChatPlatform } from '../policy/intent.js';
import { DeclaredPolicy, type PolicyProps, type RawPolicyDocument } from './declare-policy.js';
import { joinedExpression } from './json-text.js';
import { isListToken } from './token-placeholders.js';

const mark = Symbol.for('cdktf-chat-guardrails/Guardrail');

/** One value or a list. */
type OneOrMany<Item> = Item | readonly Item[];

/** Conditions as in IAM: operator, key, values. */
export type ConditionsProp = Readonly<Record<string, Readonly<Record<string, OneOrMany<string>>>>>;

/** Chat sessions by their origin. An empty list, also one that is empty only in Terraform, restricts nothing. */
export interface SessionsProps {
  readonly platforms?: OneOrMany<ChatPlatform | 'microsoftTeams'>;
  /** Names of chat configurations; `*` and `?` are wildcards. */
  readonly configurations?: OneOrMany<string>;
  /** Accounts that hold the chat configurations. */
  readonly accounts?: OneOrMany<string>;
}

/** The reason, owner and end date (`YYYY-MM-DD`) of an exemption. */
export interface ExemptionDetails {
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

/** One of several statements. `deny` denies the actions, `allowOnly` denies all other actions. */
export interface StatementProps {
  readonly effect: 'deny' | 'allowOnly';
  readonly actions: OneOrMany<string>;
  /** ARN patterns. Default: all resources. */
  readonly resources?: OneOrMany<string>;
  /** ARN patterns of the resources that the statement leaves out, instead of `resources`. */
  readonly exceptResources?: OneOrMany<string>;
  readonly conditions?: ConditionsProp;
}

/** The props of a guardrail: exactly one of `deny`, `allowOnly`, `use`, `statements` and `document`. */
export interface GuardrailProps extends PolicyProps {
  /** Actions that are denied from chat. */
  readonly deny?: OneOrMany<string>;
  /** The only actions that are not denied from chat. */
  readonly allowOnly?: OneOrMany<string>;
  /** A guardrail of the catalogue, by its ID: `chat-guardrails guardrails` lists them. */
  readonly use?: string;
  /** Parameters of the guardrail that `use` names. */
  readonly with?: Readonly<Record<string, OneOrMany<string> | Readonly<Record<string, OneOrMany<string>>>>>;
  /** Several statements at once. */
  readonly statements?: readonly StatementProps[];
  /** A raw service control policy instead of a rule. */
  readonly document?: RawPolicyDocument;
  /** ARN patterns of the resources that `deny` or `allowOnly` is about. Default: all. */
  readonly resources?: OneOrMany<string>;
  /** Further conditions of `deny` or `allowOnly`. Default: none. */
  readonly conditions?: ConditionsProp;
  /** Which chat sessions the guardrail applies to. Default: all. */
  readonly from?: SessionsProps;
  /** Which of them are exempt. Default: none. */
  readonly exceptFrom?: SessionsProps & Partial<ExemptionDetails>;
  /** Accounts whose chat sessions are exempt. Default: none. */
  readonly except?: OneOrMany<string | ({ readonly account: string } & ExemptionDetails)>;
  /** The partition of the chat configurations; `*` for any. Default: `aws`. */
  readonly partition?: 'aws' | 'aws-us-gov' | 'aws-cn' | '*';
  /** The ID of the first statement: letters and digits; `false` for none. Default: made from the construct's ID. */
  readonly sid?: string | false;
}

/**
 * A guardrail: a service control policy that applies only to sessions started from chat, and its attachments. The
 * addresses of its resources are derived from its ID.
 * new Guardrail(stack, 'no-instance-termination', { targets: 'Workloads', use: 'no-instance-termination' });
 * @example
 * ```ts
 * new Guardrail(stack, 'no-database-deletion', {
 *   targets: 'Workloads',
 *   deny: ['dynamodb:DeleteTable', 'rds:DeleteDBCluster'],
 * });
 * ```
 */
export class Guardrail extends DeclaredPolicy {
  /** Whether a value is a guardrail, whichever copy of this package made it. */
  static isGuardrail(value: unknown): value is Guardrail {
    return typeof value === 'object' && value !== null && mark in value;
  }

  /** Throws when the guardrail cannot be deployed, with everything that is wrong with it. */
  constructor(scope: Construct, id: string, props: GuardrailProps) {
    super(scope, id, { list: 'guardrails', props: props && withOpenSessions(props) });
    Object.defineProperty(this, mark, { value: true });
  }
}

/** Where a list of `from` that consists of tokens turns out empty, Terraform puts `*` in its place: it restricts nothing. */
function withOpenSessions(props: GuardrailProps): GuardrailProps {
  const { from } = props;
  if (typeof from !== 'object' || from === null || Token.isUnresolved(from)) return props;
  const { configurations, accounts, ...others } = from;
  return {
    ...props,
    from: {
      ...others,
      ...(configurations === undefined ? {} : { configurations: wildcardIfEmpty(configurations) }),
      ...(accounts === undefined ? {} : { accounts: wildcardIfEmpty(accounts) }),
    },
  };
}

function wildcardIfEmpty(written: OneOrMany<string>): OneOrMany<string> {
  const list: readonly unknown[] =
    typeof written === 'object' && !Array.isArray(written) ? Token.asList(written) : [written].flat();
  const tokens = list.filter(isListToken);
  if (tokens.length === 0 || tokens.length < list.length) return written;
  return Token.asList(
    Lazy.anyValue({ produce: (context) => `\${coalescelist(${joinedExpression(tokens, context)}, ["*"])}` }),
  );
}
