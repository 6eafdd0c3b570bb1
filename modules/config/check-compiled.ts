import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { checkChatPolicyText } from '../policy/chatbot/check-text.js';
import { compileChatPolicy } from '../policy/chatbot/compile.js';
import type { ChatPolicyIntent, Intent } from '../policy/intent.js';
import type { Problem } from '../policy/problem.js';
import { checkGuardrail } from './check-guardrail.js';
import { settingPath } from './setting-path.js';

/**
 * What the checkers of raw documents say about the documents that our words become: mostly warnings, at the place
 * in the configuration that made them. Every policy is looked at for itself, whether or not the others can be
 * planned. Raw documents were checked where they were read.
 */
export function checkCompiled({ chatPolicies, guardrails }: Intent, catalogue?: ActionCatalogue): Problem[] {
  return [
    ...chatPolicies.flatMap(checkChatPolicy),
    ...guardrails.flatMap((guardrail) => checkGuardrail(guardrail, catalogue)),
  ];
}

function checkChatPolicy({ settings, path }: ChatPolicyIntent): Problem[] {
  if ('content' in settings) return [];
  return checkChatPolicyText(JSON.stringify(compileChatPolicy(settings)))
    .filter(({ kind }) => kind !== 'document-too-large')
    .map(({ offset: _, ...finding }) => ({ ...finding, path: [...path, ...settingPath(finding.path)] }));
}
