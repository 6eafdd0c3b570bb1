import type { ChatSessions, GuardrailStatement } from '../policy/intent.js';
import type { RawPolicyDocument } from './document.js';
import type { PolicyProps } from './policy-props.js';
import type { Tokenizable } from './token-placeholders.js';

/** A rule for sessions started from chat: exactly one of `deny`, `allowOnly`, `statements` and `document`. */
export interface GuardrailProps extends PolicyProps {
  /** Actions that nobody may run from chat; everything else is left alone. */
  readonly deny?: readonly string[];
  /** The only actions that anybody may run from chat; everything else is denied. */
  readonly allowOnly?: readonly string[];
  /** ARN patterns of the resources that `deny` or `allowOnly` means. Default: all. */
  readonly resources?: readonly string[];
  /** Further conditions of `deny` or `allowOnly`, as in IAM: operator, key, values. Default: none. */
  readonly conditions?: Tokenizable<GuardrailStatement['conditions']>;
  /** Several statements at once. */
  readonly statements?: readonly Tokenizable<GuardrailStatement>[];
  /** A raw service control policy in the place of a rule. */
  readonly document?: RawPolicyDocument;
  /**
   * Which chat sessions are bound. A list that turns out empty when Terraform plans restricts nothing, as one that is
   * written empty. Default: all of chat.
   */
  readonly from?: Tokenizable<Partial<ChatSessions>>;
  /** Which of them are spared; a list that turns out empty when Terraform plans spares nobody. Default: none. */
  readonly exceptFrom?: Tokenizable<Partial<ChatSessions>>;
  /** Accounts whose chat sessions are spared. Default: none. */
  readonly except?: readonly string[];
  /** The partition of the chat configurations; `*` for any. Default: `aws`. */
  readonly partition?: string;
}
