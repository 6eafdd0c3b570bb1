import type { ChatSessions, GuardrailStatement } from '../../policy/intent.js';
import type { GuardrailWords } from '../../policy/scp/decompile.js';
import type { JsonObject, JsonValue } from '../../policy/text/json.js';

/**
 * A guardrail as a configuration writes it: what stands beside `name` and `targets`. `sid` is the id that its
 * statement would get from the name; another one is written down.
 */
export function guardrailWords({ rule, except, sid }: GuardrailWords, usualSid: string): JsonObject {
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
