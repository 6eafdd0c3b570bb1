import type { Finding } from '../policy/problems/problem.js';
import type { Path } from '../policy/text/path.js';
import { quoted } from '../policy/text/quote.js';
import { renderFinding } from './refuse-policy.js';
import { missingKey, policyForms, validateProp, wrongType } from './validate-props.js';

/** Throws where a program in JavaScript gives something else than a plan. What a plan says is not judged again. */
export function checkPlan(id: string, props: unknown): void {
  const findings = propFindings(props);
  if (findings.length === 0) return;
  const lines = findings.map((finding) => `  ${renderFinding(finding)}`);
  throw new Error(`the plan ${quoted(id)} cannot be deployed:\n${lines.join('\n')}`);
}

function propFindings(props: unknown): Finding[] {
  if (!isObject(props)) return [wrongType([], props, 'an object of props', 'write `{ plan }`')];
  const findings: Finding[] = [];
  const { plan, checkPrerequisites } = props;
  validateProp(policyForms.checkPrerequisites, checkPrerequisites, ['checkPrerequisites'], findings);
  if (plan === undefined) return [...findings, missingKey(['plan'], 'plan')];
  if (!isObject(plan) || !Array.isArray(plan['policies'])) return [...findings, noPlan(['plan'], plan)];
  const policies: readonly unknown[] = Array.from(plan['policies']);
  const wrong = policies.findIndex((policy) => !isPlannedPolicy(policy));
  return wrong < 0 ? findings : [...findings, noPlan(['plan', 'policies', wrong], policies[wrong])];
}

/** What the resources are made of. `plan --format json` writes policies without ids and texts, and targets as text. */
function isPlannedPolicy(policy: unknown): boolean {
  if (!isObject(policy)) return false;
  const { targets, attachAfter, tags, retention } = policy;
  const texts = ['id', 'name', 'type', 'description', 'text'].map((key) => policy[key]);
  return (
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(targets) &&
    targets.every(isTarget) &&
    Array.isArray(attachAfter) &&
    isObject(tags) &&
    isObject(retention)
  );
}

function isTarget(target: unknown): boolean {
  return isObject(target) && ['root', 'unit', 'id'].some((kind) => kind === target['kind']);
}

function noPlan(path: Path, value: unknown): Finding {
  const what = path.length === 1 ? 'a plan' : 'a policy of a plan';
  const help =
    'give the `plan` that `planOf` or `planConfiguration` made, not what `plan --format json` prints';
  return wrongType(path, value, what, help);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
