import type { ActionCatalogue } from '../policy/action-catalogue.js';
import { checkChatPolicyText } from '../policy/chatbot/check-text.js';
import type { Intent } from '../policy/intent.js';
import type { Plan, PlannedPolicy } from '../policy/plan.js';
import type { Path, Problem } from '../policy/problem.js';
import { checkGuardrail } from './check-guardrail.js';
import { settingPath } from './setting-path.js';

/**
 * What the checkers of raw documents say about the documents that our words became: mostly warnings, at the place
 * in the configuration that made them. Raw documents were checked where they were read.
 */
export function checkCompiled(
  { chatPolicies, guardrails }: Intent,
  plan: Plan,
  catalogue?: ActionCatalogue,
): Problem[] {
  const planned = new Map(plan.policies.map((policy) => [policy.id, policy]));
  const ofChatPolicies = chatPolicies.flatMap(({ name, settings, path }) => {
    const policy = planned.get(name);
    return policy === undefined || 'content' in settings ? [] : checkChatPolicy(policy, path);
  });
  return [...ofChatPolicies, ...guardrails.flatMap((guardrail) => checkGuardrail(guardrail, catalogue))];
}

function checkChatPolicy({ text }: PlannedPolicy, path: Path): Problem[] {
  return checkChatPolicyText(text)
    .filter(({ kind }) => kind !== 'document-too-large')
    .map(({ offset: _, ...finding }) => ({ ...finding, path: [...path, ...settingPath(finding.path)] }));
}
