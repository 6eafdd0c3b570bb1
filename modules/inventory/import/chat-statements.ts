import { isJsonObject, type JsonValue } from '../../policy/text/json.js';
import { quoted } from '../../policy/text/quote.js';
import { type FoundPolicy, type ImportSource, leftAlone } from './found-policy.js';

/** Why the words of a configuration do not say what a document says, for a comment beside it. */
export function documentReason({ type, content }: Pick<FoundPolicy, 'type' | 'content'>): string {
  if (type === 'CHATBOT_POLICY') return 'its operators or child controls have no words of ours';
  const statements = statementsIn(content);
  if (!statements.some(looksAtChat)) return 'it is not about chat';
  if (!statements.every(looksAtChat)) return 'it binds more than chat';
  if (statements.length > 1) return 'it has several statements';
  return 'its condition has no words of ours';
}

/** Whether any statement of a service control policy looks at the source of a chat session. */
function isAboutChat(content: JsonValue): boolean {
  return statementsIn(content).some(looksAtChat);
}

function statementsIn(content: JsonValue): readonly JsonValue[] {
  const written = isJsonObject(content) ? (content['Statement'] ?? []) : [];
  return Array.isArray(written) ? written : [written];
}

function looksAtChat(statement: JsonValue): boolean {
  const condition = isJsonObject(statement) ? statement['Condition'] : undefined;
  if (!isJsonObject(condition)) return false;
  return Object.values(condition).some(
    (keys) =>
      isJsonObject(keys) && Object.keys(keys).some((key) => key.toLowerCase() === 'aws:chatbotsourcearn'),
  );
}

/** What was found without the service control policies that do not look at the source of a chat session. */
export function filterChatPolicies({ policies, problems }: ImportSource): ImportSource {
  const ours = policies.filter(({ type, content }) => type === 'CHATBOT_POLICY' || isAboutChat(content));
  const others = policies.filter((policy) => !ours.includes(policy));
  const left = others.map(({ name, place }) => leftAlone(place, `${quoted(name)} is not about chat`));
  return { policies: ours, problems: [...problems, ...left] };
}
