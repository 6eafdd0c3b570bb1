import { checkChatPolicyText } from '../policy/chatbot/check-text.js';
import type { Intent } from '../policy/intent.js';
import type { Plan, PlannedPolicy } from '../policy/plan.js';
import type { Path, Problem } from '../policy/problem.js';
import { settingPath } from './setting-path.js';

/**
 * What the checkers of raw documents say about the documents that our words became: mostly warnings, at the place
 * in the configuration that made them. Raw documents were checked where they were read.
 */
export function checkCompiled({ chatPolicies }: Intent, plan: Plan): Problem[] {
  const planned = new Map(plan.policies.map((policy) => [policy.id, policy]));
  return chatPolicies.flatMap(({ name, settings, path }) => {
    const policy = planned.get(name);
    return policy === undefined || 'content' in settings ? [] : checkChatPolicy(policy, path);
  });
}

function checkChatPolicy({ text }: PlannedPolicy, path: Path): Problem[] {
  return checkChatPolicyText(text)
    .filter(({ kind }) => kind !== 'document-too-large')
    .map(({ offset: _, ...finding }) => ({ ...finding, path: [...path, ...settingPath(finding.path)] }));
}
