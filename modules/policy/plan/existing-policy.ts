import type { PolicyIntent } from '../intent.js';
import { policyMeaning } from '../policy-meaning.js';
import { type Finding, finding } from '../problems/problem.js';
import type { JsonValue } from '../text/json.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { type PlannedPolicy, type PolicyType, renderTarget } from './plan.js';

/** The document with the spelling that it has in AWS, if both mean the same: Terraform then plans no change. */
export function inExistingSpelling(
  { existing, path }: PolicyIntent,
  type: PolicyType,
  content: JsonValue,
  findings: Finding[],
): JsonValue {
  const spelled = existing?.document?.content;
  if (spelled === undefined) return content;
  if (policyMeaning(type, spelled) === policyMeaning(type, content)) return spelled;
  findings.push(finding('outdated-spelling', 'note', { path: [...path, 'existing', 'document'] }, {}));
  return content;
}

/** What Terraform imports: the policy, and its attachments that the plan contains. */
export function existingAt(
  { existing }: PolicyIntent,
  places: readonly ResolvedTarget[],
): Pick<PlannedPolicy, 'existing'> {
  if (existing === undefined) return {};
  const planned = new Set(places.map(({ target }) => renderTarget(target)));
  const attachments = Object.entries(existing.attachments).filter(([target]) => planned.has(target));
  return { existing: { id: existing.id, attachments: Object.fromEntries(attachments.sort()) } };
}

/** Existing attachments that are not in the plan: Terraform would not manage them. */
export function checkExisting({ intent, places }: Draft): Finding[] {
  const { existing, path } = intent;
  const planned = new Set(places.map(({ target }) => renderTarget(target)));
  return Object.keys(existing?.attachments ?? {}).flatMap((target): Finding[] => {
    if (planned.has(target)) return [];
    const at = { path: [...path, 'existing', 'attachments', target] };
    return [finding('existing-without-target', 'warning', at, { target })];
  });
}
