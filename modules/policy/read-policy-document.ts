import type { ActionCatalogue } from './action-catalogue.js';
import { checkChatPolicyText } from './chatbot/check.js';
import type { PolicyType } from './plan/plan.js';
import type { Finding } from './problems/problem.js';
import { checkServiceControlPolicyText } from './scp/check.js';
import type { JsonValue } from './text/json.js';
import { parseJson } from './text/parse-json.js';
import { jsonOf } from './text/syntax-tree.js';

/** A policy document that was read. */
export interface ReadPolicyDocument {
  /** Undefined if the text is not JSON. */
  readonly content: JsonValue | undefined;
  readonly findings: readonly Finding[];
}

/** Parses and checks the text of a policy document. */
export type ReadPolicy = (text: string, type: PolicyType) => ReadPolicyDocument;

/**
 * Returns the content of a policy document with all that is wrong with it. Its size is not
 * checked: the plan minifies documents and splits long ones.
 */
export function readPolicyDocument(
  text: string,
  type: PolicyType,
  catalogue?: ActionCatalogue,
): ReadPolicyDocument {
  const parsed = parseJson(text);
  const any = Number.POSITIVE_INFINITY;
  const findings =
    type === 'CHATBOT_POLICY'
      ? checkChatPolicyText(text, any, parsed)
      : checkServiceControlPolicyText(text, catalogue, any, parsed);
  return { content: parsed.tree && jsonOf(parsed.tree), findings };
}
