import { chatPolicyMeaning } from './chatbot/meaning.js';
import { serviceControlPolicyMeaning } from './scp/meaning.js';
import { canonicalJson } from './text/canonical-json.js';
import type { JsonValue } from './text/json.js';

/** The meaning of a policy, independent of its spelling; the text is equal for documents with the same meaning. */
export function policyMeaning(type: string, content: JsonValue): string {
  switch (type) {
    case 'CHATBOT_POLICY':
      return chatPolicyMeaning(content);
    case 'SERVICE_CONTROL_POLICY':
      return serviceControlPolicyMeaning(content);
    default:
      return canonicalJson(content);
  }
}
