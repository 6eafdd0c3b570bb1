import { quoted } from '../../policy/problem.js';
import { resolveTarget } from '../../policy/resolve-target.js';
import { type AfterPlan, noteUnknown, textIn, warn } from './after-plan.js';
import { findReferred } from './find-referred.js';
import type { ResourceChange } from './plan-file.js';
import { accountType, policyType, unitType } from './resource-types.js';

/** An attachment that is made or taken away; replacing one does both. */
export function applyAttachment(draft: AfterPlan, change: ResourceChange): void {
  const { organization, detached, attached } = draft;
  const { actions, before } = change;
  if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
    detached.push({ policy: textIn(before, 'policy_id'), target: textIn(before, 'target_id') });
  }
  if (!actions.includes('create')) return;
  const target = targetOf(draft, change);
  if (target === 'nobody') return;
  const policy = textIn(change.after, 'policy_id') || referredId(draft, change, 'policy_id', [policyType]);
  if (target !== undefined && policy !== undefined) {
    attached.push({ policy, target });
    return;
  }
  const what = policy === undefined ? 'policy' : 'target';
  noteUnknown(
    draft,
    { what: 'attachments', id: target ?? organization.root.id },
    `which ${what} ${quoted(change.address)} attaches is known only after the plan is applied`,
  );
}

/** The id of a place, or nobody: a unit or account that is not there yet concerns no account that is. */
function targetOf(draft: AfterPlan, change: ResourceChange): string | undefined {
  const known = textIn(change.after, 'target_id');
  if (known !== '') {
    if (resolveTarget(draft.organization, { kind: 'id', id: known }) !== undefined) return known;
    warn(
      draft,
      'plan-of-another-organization',
      `${quoted(change.address)} attaches to ${quoted(known)}, which the organization file lacks`,
    );
    return 'nobody';
  }
  const place = findReferred(draft.plan, change, 'target_id', [unitType, accountType]);
  return place === undefined ? undefined : textIn(place.before, 'id') || 'nobody';
}

function referredId(
  { plan }: AfterPlan,
  change: ResourceChange,
  argument: string,
  types: readonly string[],
): string | undefined {
  const found = findReferred(plan, change, argument, types);
  if (found === undefined) return undefined;
  return found.actions.includes('create') ? found.address : textIn(found.before, 'id') || undefined;
}
