import { type JsonValue, objectOf, oneOrMany, valueAt, valueOfFoldedKey } from '../../policy/text/json.js';
import { type FoundPolicy, type ImportSource, leftAlone } from './found-policy.js';

/** Why a policy is kept as a document, for a comment beside it. */
export function documentReason({ type, content }: Pick<FoundPolicy, 'type' | 'content'>): string {
  if (type === 'CHATBOT_POLICY') return 'the configuration has no words for its operators or child controls';
  const statements = oneOrMany(valueAt(content, 'Statement'));
  if (!statements.some(looksAtChat)) return 'it is not about chat';
  if (!statements.every(looksAtChat)) return 'it applies to more than chat';
  if (statements.length > 1) return 'it has several statements';
  return 'the configuration has no words for its condition';
}

/** Whether a statement of a service control policy has the condition key `aws:ChatbotSourceArn`. */
function isAboutChat(content: JsonValue): boolean {
  return oneOrMany(valueAt(content, 'Statement')).some(looksAtChat);
}

function looksAtChat(statement: JsonValue): boolean {
  const operators = Object.values(objectOf(valueAt(statement, 'Condition')));
  return operators.some((keys) => valueOfFoldedKey(keys, 'aws:ChatbotSourceArn') !== undefined);
}

/** A source without the service control policies that do not mention `aws:ChatbotSourceArn`. */
export function filterChatPolicies({ policies, problems, ...source }: ImportSource): ImportSource {
  const ours = policies.filter(({ type, content }) => type === 'CHATBOT_POLICY' || isAboutChat(content));
  const others = policies.filter((policy) => !ours.includes(policy));
  const left = others.map(({ name, place }) => leftAlone(place, { rule: 'not-chat', policy: name }));
  return { ...source, policies: ours, problems: [...problems, ...left] };
}
