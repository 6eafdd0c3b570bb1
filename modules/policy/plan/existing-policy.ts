import type { PolicyIntent } from '../intent.js';
import { policyMeaning } from '../policy-meaning.js';
import type { Finding } from '../problems/problem.js';
import type { JsonValue } from '../text/json.js';
import { quoted } from '../text/quote.js';
import type { Draft, ResolvedTarget } from './draft.js';
import { type PlannedPolicy, type PolicyType, renderTarget } from './plan.js';

/** The document as it is spelled in AWS where that says the same, so that Terraform finds nothing to change. */
export function inExistingSpelling(
  { existing, path }: PolicyIntent,
  type: PolicyType,
  content: JsonValue,
  findings: Finding[],
): JsonValue {
  const spelled = existing?.document?.content;
  if (spelled === undefined) return content;
  if (policyMeaning(type, spelled) === policyMeaning(type, content)) return spelled;
  findings.push({
    kind: 'outdated-spelling',
    severity: 'note',
    path: [...path, 'existing', 'document'],
    message: 'says something else than the policy by now, so that it is passed over',
    help: 'remove the key and the file; Terraform writes the document anew',
  });
  return content;
}

/** What Terraform imports: the policy, and those of its attachments that the plan has. */
export function existingAt(
  { existing }: PolicyIntent,
  places: readonly ResolvedTarget[],
): Pick<PlannedPolicy, 'existing'> {
  if (existing === undefined) return {};
  const planned = new Set(places.map(({ target }) => renderTarget(target)));
  const attachments = Object.entries(existing.attachments).filter(([target]) => planned.has(target));
  return { existing: { id: existing.id, attachments: Object.fromEntries(attachments.sort()) } };
}

/** Attachments that exist, but not in the plan: Terraform would never hear of them. */
export function checkExisting({ intent, places }: Draft): Finding[] {
  const { existing, path } = intent;
  const planned = new Set(places.map(({ target }) => renderTarget(target)));
  return Object.keys(existing?.attachments ?? {}).flatMap((target): Finding[] => {
    if (planned.has(target)) return [];
    return [
      {
        kind: 'existing-without-target',
        severity: 'warning',
        path: [...path, 'existing', 'attachments', target],
        message: `${quoted(target)} is not among the targets, so that the attachment stays outside Terraform`,
        help: 'add the target, deploy, and remove it then; or detach the policy there yourself',
      },
    ];
  });
}
