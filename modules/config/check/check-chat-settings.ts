import type { ActionCatalogue } from '../../policy/action-catalogue.js';
import { checkChatPolicy } from '../../policy/chatbot/check.js';
import { compileChatPolicy } from '../../policy/chatbot/compile.js';
import { settingPath } from '../../policy/chatbot/setting-path.js';
import { warnAboutChatPolicy } from '../../policy/chatbot/warnings.js';
import type { ChatPolicyIntent, Intent } from '../../policy/intent.js';
import type { Problem } from '../../policy/problems/problem.js';
import { syntaxTreeOf } from '../../policy/text/syntax-tree.js';
import { checkGuardrail } from './check-guardrail.js';

/**
 * What the checkers of raw documents say about the documents that our words become: mostly warnings, at the place
 * in the configuration that made them. Every policy is looked at for itself, whether or not the others can be
 * planned. Raw documents were checked where they were read.
 */
export function checkCompiled({ chatPolicies, guardrails }: Intent, catalogue?: ActionCatalogue): Problem[] {
  return [
    ...chatPolicies.flatMap(checkSettings),
    ...guardrails.flatMap((guardrail) => checkGuardrail(guardrail, catalogue)),
  ];
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
