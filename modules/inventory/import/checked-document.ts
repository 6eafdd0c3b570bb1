import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { Finding } from '../../policy/problems/problem.js';
import { readPolicyDocument } from '../../policy/read-policy-document.js';
import type { JsonValue } from '../../policy/text/json.js';

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
  const { content, findings } = readPolicyDocument(text, type, catalogue);
  const errors = findings.filter(({ severity }) => severity === 'error');
  return content === undefined || errors.length > 0 ? { errors } : { content };
}
