import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicyText } from '../../policy/chatbot/check.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { Finding } from '../../policy/problems/problem.js';
import { checkServiceControlPolicyText } from '../../policy/scp/check.js';
import type { JsonValue } from '../../policy/text/json.js';
import { parseJson } from '../../policy/text/parse-json.js';
import { jsonOf } from '../../policy/text/syntax-tree.js';

/** A document, or the errors for which AWS would refuse it. */
export type CheckedDocument =
  | { readonly content: JsonValue; readonly errors?: undefined }
  | { readonly errors: readonly Finding[] };

/** Reads the text of a policy. Its size does not count: what is too long is spread or refused by the plan. */
export function checkedDocument(
  text: string,
  type: PolicyType,
  catalogue?: ActionCatalogue,
): CheckedDocument {
  const findings =
    type === 'CHATBOT_POLICY' ? checkChatPolicyText(text) : checkServiceControlPolicyText(text, catalogue);
  const errors = findings.filter(
    ({ severity, kind }) => severity === 'error' && kind !== 'document-too-large',
  );
  const { tree } = parseJson(text);
  return tree === undefined || errors.length > 0 ? { errors } : { content: jsonOf(tree) };
}
