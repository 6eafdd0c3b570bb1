import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicy } from '../../policy/chatbot/check.js';
import { settingPath } from '../../policy/chatbot/setting-path.js';
import { warnAboutChatPolicy } from '../../policy/chatbot/warnings.js';
import type { ChatPolicyIntent } from '../../policy/intent.js';
import type { Compiled } from '../../policy/plan/compile-policies.js';
import type { Problem } from '../../policy/problems/problem.js';
import type { JsonValue } from '../../policy/text/json.js';
import { syntaxTreeOf } from '../../policy/text/syntax-tree.js';
import { checkGuardrail } from './check-guardrail.js';

/**
 * Checks the document that a policy of the configuration compiled to, without the other policies. Paths lead into the
 * configuration. Raw documents are checked where they are read.
 */
export function checkPolicy({ policy, content }: Compiled, catalogue?: ActionCatalogue): Problem[] {
  return 'rule' in policy ? checkGuardrail(policy, content, catalogue) : checkSettings(policy, content);
}

/** Sizes are counted when the policy is planned. */
function checkSettings({ settings, path }: ChatPolicyIntent, content: JsonValue): Problem[] {
  if ('content' in settings) return [];
  const tree = syntaxTreeOf(content);
  const errors = checkChatPolicy(tree);
  const found = errors.length > 0 ? errors : warnAboutChatPolicy(tree);
  return found.map(({ offset: _, ...finding }) => ({
    ...finding,
    path: [...path, ...settingPath(finding.path)],
  }));
}
