import { compileChatPolicy } from '../chatbot/compile.js';
import type { ChatPolicyIntent, GuardrailIntent, Intent } from '../intent.js';
import { compileGuardrail } from '../scp/compile.js';
import { sidsOf } from '../scp/sid.js';
import type { JsonValue } from '../text/json.js';
import type { Path } from '../text/path.js';

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

/**
 * Returns the document of every policy of an intent. The checks and the plan use the same documents.
 * @param known The documents of intents that differ only in targets, such as those of the waves of a rollout, by the paths
 * of their policies, which must differ. New documents are added.
 */
export function compilePolicies(
  { chatPolicies, guardrails }: Intent,
  known?: Map<string, JsonValue>,
): CompiledPolicies {
  const sids = sidsOf(guardrails.map(({ name }) => name));
  const once = (path: Path, compile: () => JsonValue): JsonValue => {
    if (known === undefined) return compile();
    const key = JSON.stringify(path);
    const content = known.get(key) ?? compile();
    known.set(key, content);
    return content;
  };
  return {
    chatPolicies: chatPolicies.map((policy) => {
      const { settings, path } = policy;
      if ('content' in settings) return { policy, content: settings.content };
      return { policy, content: once(path, () => compileChatPolicy(settings)) };
    }),
    guardrails: guardrails.map((policy) => {
      const { rule, except, name, path } = policy;
      if ('content' in rule) return { policy, content: rule.content };
      const sid = rule.sid ?? sids.get(name) ?? '';
      return { policy, content: once(path, () => compileGuardrail(rule, { except, sid })) };
    }),
  };
}
