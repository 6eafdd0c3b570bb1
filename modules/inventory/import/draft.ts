import { compileChatPolicy } from '../../policy/chatbot/compile.js';
import { decompileChatPolicy } from '../../policy/chatbot/decompile.js';
import type { ChatSessions, GuardrailStatement } from '../../policy/intent.js';
import { compileGuardrail } from '../../policy/scp/compile.js';
import { decompileGuardrail, type GuardrailWords } from '../../policy/scp/decompile.js';
import { canonicalJson } from '../../policy/text/canonical-json.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';
import { chatPolicyWords } from './chat-policy-words.js';
import { documentReason } from './chat-statements.js';
import type { FoundPolicy } from './found-policy.js';

/** A policy as the configuration will have it. */
export interface Draft {
  readonly policy: FoundPolicy;
  /** Its settings as keys of the configuration; undefined where it is kept as a document. */
  readonly words: JsonObject | undefined;
  /** Whether the document is written to a file: instead of the words, or beside them as AWS has it. */
  readonly keepsDocument: boolean;
  /** Why it is kept as a document. */
  readonly why?: string;
}

/**
 * The policy in words of the configuration where they have the same meaning; `sid` is the statement ID generated from its
 * name. Where Terraform would rewrite the document that exists, the document is kept beside the words.
 */
export function draftOf(policy: FoundPolicy, sid: string): Draft {
  const draft = policy.type === 'CHATBOT_POLICY' ? chatPolicyDraft(policy) : guardrailDraft(policy, sid);
  if (draft === undefined) return documentDraft(policy, documentReason(policy));
  const isSpelledAlike = canonicalJson(draft.compiled) === canonicalJson(policy.content);
  return { policy, words: draft.words, keepsDocument: policy.id !== undefined && !isSpelledAlike };
}

/** The policy as its document, for a reason. */
export function documentDraft(policy: FoundPolicy, why: string): Draft {
  return { policy, words: undefined, keepsDocument: true, why };
}

interface CompiledDraft {
  readonly words: JsonObject;
  readonly compiled: JsonValue;
}

function chatPolicyDraft({ content }: FoundPolicy): CompiledDraft | undefined {
  const settings = decompileChatPolicy(content);
  return settings && { words: chatPolicyWords(settings), compiled: compileChatPolicy(settings) };
}

function guardrailDraft({ content }: FoundPolicy, sid: string): CompiledDraft | undefined {
  const words = decompileGuardrail(content);
  if (words === undefined) return undefined;
  const { rule, except } = words;
  const compiled = compileGuardrail(rule, { except, sid: words.sid ?? '' });
  return { words: guardrailWords(words, sid), compiled };
}

/**
 * A guardrail as a configuration writes it: what stands beside `name` and `targets`. `sid` is the ID that its
 * statement would get from the name; another one is written down.
 */
function guardrailWords({ rule, except, sid }: GuardrailWords, usualSid: string): JsonObject {
  const { statements, from, exceptFrom, partition } = rule;
  return {
    ...Object.assign({}, ...statements.map(statementWords)),
    ...named('from', sessionWords(from)),
    ...named('exceptFrom', exceptFrom && sessionWords(exceptFrom)),
    ...(except.length === 0 ? {} : { except }),
    ...(partition === 'aws' ? {} : { partition }),
    ...(sid === usualSid ? {} : { sid: sid ?? false }),
  };
}

function statementWords({ effect, actions, resources, conditions }: GuardrailStatement): JsonObject {
  return {
    [effect]: actions,
    ...(resources.join() === '*' ? {} : { resources }),
    ...named(
      'conditions',
      mapped(conditions, (keys) => mapped(keys, oneOrMany)),
    ),
  };
}

function sessionWords({ platforms, configurations, accounts }: ChatSessions): JsonObject {
  const parts = Object.entries({ platforms, configurations, accounts });
  return Object.fromEntries(parts.filter(([, values]) => values.length > 0));
}

function named(key: string, words: JsonObject | undefined): JsonObject {
  return words === undefined || Object.keys(words).length === 0 ? {} : { [key]: words };
}

function oneOrMany(values: readonly string[]): JsonValue {
  const [first, second] = values;
  return first !== undefined && second === undefined ? first : values;
}

function mapped<T>(
  entries: Readonly<Record<string, T>>,
  change: (value: T) => JsonValue,
): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}
