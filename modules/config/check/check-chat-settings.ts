import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicy } from '../../policy/chatbot/check.js';
import { compileChatPolicy } from '../../policy/chatbot/compile.js';
import { settingPath } from '../../policy/chatbot/setting-path.js';
import { warnAboutChatPolicy } from '../../policy/chatbot/warnings.js';
import type { ChatPolicyIntent, GuardrailIntent } from '../../policy/intent.js';
import type { Problem } from '../../policy/problems/problem.js';
import { syntaxTreeOf } from '../../policy/text/syntax-tree.js';
import { checkGuardrail } from './check-guardrail.js';

/**
 * Checks the document that a policy of the configuration compiles to, without the other policies. Paths lead into the
 * configuration. Raw documents are checked where they are read.
 */
export function checkPolicy(
  policy: ChatPolicyIntent | GuardrailIntent,
  catalogue?: ActionCatalogue,
): Problem[] {
  return 'rule' in policy ? checkGuardrail(policy, catalogue) : checkSettings(policy);
}

/** Sizes are counted when the policy is planned. */
function checkSettings({ settings, path }: ChatPolicyIntent): Problem[] {
  if ('content' in settings) return [];
  const tree = syntaxTreeOf(compileChatPolicy(settings));
  const errors = checkChatPolicy(tree);
  const found = errors.length > 0 ? errors : warnAboutChatPolicy(tree);
  return found.map(({ offset: _, ...finding }) => ({
    ...finding,
    path: [...path, ...settingPath(finding.path)],
  }));
}
