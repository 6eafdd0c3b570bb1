import type { PolicyIntent } from '../intent.js';
import type { PlannedPolicy } from '../plan.js';
import { renderTarget } from '../plan.js';
import { type Finding, quoted } from '../problem.js';
import type { Draft, Place } from './draft.js';

/** What Terraform imports: the policy, and those of its attachments that the plan has. */
export function existingAt(
  { existing }: PolicyIntent,
  places: readonly Place[],
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
