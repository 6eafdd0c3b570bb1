import { compileChatPolicy } from '../chatbot/compile.js';
import type { ChatPolicyIntent, GuardrailIntent, Intent } from '../intent.js';
import { compileGuardrail } from '../scp/compile.js';
import { sidsOf } from '../scp/sid.js';
import type { JsonValue } from '../text/json.js';

/** A policy of an intent with its document: compiled from its settings or its rule, or the raw document. */
export interface Compiled<
  Policy extends ChatPolicyIntent | GuardrailIntent = ChatPolicyIntent | GuardrailIntent,
> {
  readonly policy: Policy;
  readonly content: JsonValue;
}

/** The policies of an intent with their documents, in the order of the intent. */
export interface CompiledPolicies {
  readonly chatPolicies: readonly Compiled<ChatPolicyIntent>[];
  readonly guardrails: readonly Compiled<GuardrailIntent>[];
}

/** Returns the document of every policy of an intent. The checks and the plan use the same documents. */
export function compilePolicies({ chatPolicies, guardrails }: Intent): CompiledPolicies {
  const sids = sidsOf(guardrails.map(({ name }) => name));
  return {
    chatPolicies: chatPolicies.map((policy) => {
      const { settings } = policy;
      return { policy, content: 'content' in settings ? settings.content : compileChatPolicy(settings) };
    }),
    guardrails: guardrails.map((policy) => {
      const { rule, except, name } = policy;
      if ('content' in rule) return { policy, content: rule.content };
      return { policy, content: compileGuardrail(rule, { except, sid: rule.sid ?? sids.get(name) ?? '' }) };
    }),
  };
}
