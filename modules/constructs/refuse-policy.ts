import type { PolicyType } from '../policy/plan/plan.js';
import type { Finding } from '../policy/problems/problem.js';
import { renderPath } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';

/** Throws with all that is wrong with a policy. */
export function refusePolicy(type: PolicyType, id: string, errors: readonly Finding[]): never {
  throw new Error(
    `${titles[type]} ${quoted(id)} cannot be deployed:\n${errors.map((error) => `  ${renderFinding(error)}`).join('\n')}`,
  );
}

/** A finding in one line: where, what, and what to do. */
export function renderFinding({ path, message, help }: Finding): string {
  const where = path.length === 0 ? '' : `${renderPath(path)}: `;
  return `${where}${message}${help === undefined ? '' : `; ${help}`}`;
}

const titles: Readonly<Record<PolicyType, string>> = {
  CHATBOT_POLICY: 'the chat policy',
  SERVICE_CONTROL_POLICY: 'the guardrail',
};
