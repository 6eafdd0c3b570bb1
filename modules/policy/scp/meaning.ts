import { canonicalJson } from '../text/canonical-json.js';
import { isJsonObject, type JsonObject, type JsonValue, oneOrMany } from '../text/json.js';

/** Elements that contain one value or a set of values. */
const sets: ReadonlySet<string> = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

/**
 * The meaning of a service control policy as a text: if two texts are equal, the policies allow and deny the same. A
 * value equals a list of it; the order of lists and statements, the IDs of statements and the case of actions and
 * condition keys do not matter. Different texts can still mean the same.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export function serviceControlPolicyMeaning(content: JsonValue): string {
  if (!isJsonObject(content)) return canonicalJson(content);
  const { Id: _, Statement: written, ...rest } = content;
  const statements = oneOrMany(written).map((one) => canonicalJson(isJsonObject(one) ? statement(one) : one));
  return canonicalJson({ ...rest, Statement: [...new Set(statements)].sort() });
}

function statement({ Sid: _, ...elements }: JsonObject): JsonObject {
  const entries = Object.entries(elements).map(([element, value]) => {
    if (sets.has(element)) return [element, sortedSet(value, element.endsWith('Action'))] as const;
    return [element, element === 'Condition' && isJsonObject(value) ? conditions(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function conditions(operators: JsonObject): JsonObject {
  const entries = Object.entries(operators).map(([operator, keys]) => {
    if (!isJsonObject(keys)) return [operator, keys] as const;
    const folded = Object.entries(keys).map(([key, values]) => {
      const name = key.toLowerCase();
      return [name, name === 'aws:chatbotsourcearn' ? sources(values) : sortedSet(values, false)] as const;
    });
    return [operator, Object.fromEntries(folded)] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Patterns for the source of a chat session. It is always a chat configuration, so a pattern for all of them equals one
 * for everything of the service.
 */
function sources(values: JsonValue): JsonValue {
  return sortedSet(
    oneOrMany(values).map((value) =>
      typeof value === 'string'
        ? value.replace(/^(arn:[^:]*:chatbot:[^:]*:[^:]*):chat-configuration\/\*$/, '$1:*')
        : value,
    ),
    false,
  );
}

function sortedSet(values: JsonValue, fold: boolean): readonly string[] {
  const words = oneOrMany(values).map((value) =>
    typeof value === 'object' && value !== null ? canonicalJson(value) : String(value),
  );
  return [...new Set(fold ? words.map((word) => word.toLowerCase()) : words)].sort();
}
