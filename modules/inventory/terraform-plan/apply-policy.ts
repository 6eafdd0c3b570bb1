import type { JsonValue } from '../../policy/json.js';
import type { OrganizationPolicy } from '../../policy/organization.js';
import { quoted } from '../../policy/problem.js';
import { type AfterPlan, noteUnknown, textIn, warn } from './after-plan.js';
import type { ResourceChange } from './plan-file.js';

/** A policy that is created, changed or destroyed; one that is new has its address for an id. */
export function applyPolicy(draft: AfterPlan, { actions, address, before, after }: ResourceChange): void {
  const { organization, policies, gone } = draft;
  const id = textIn(before, 'id');
  if (id !== '' && !organization.policies.has(id)) {
    warn(
      draft,
      'plan-of-another-organization',
      `${quoted(address)} is ${quoted(id)}, which the organization file lacks`,
    );
  }
  if (actions.includes('delete') && before?.['skip_destroy'] !== true) {
    policies.delete(id);
    gone.add(id);
  }
  if (!actions.includes('create') && !actions.includes('update')) return;
  const key = actions.includes('create') ? address : id;
  const policy = policyOf(key, after);
  policies.set(key, policy ?? { ...shell(key, after), content: {} });
  if (policy === undefined) {
    noteUnknown(
      draft,
      { what: 'policy', id: key },
      `the document of ${quoted(address)} is known only after the plan is applied`,
    );
  }
}

function shell(id: string, after: ResourceChange['after']): Omit<OrganizationPolicy, 'content'> {
  const type = textIn(after, 'type') || 'SERVICE_CONTROL_POLICY';
  return { id, name: textIn(after, 'name') || id, type, awsManaged: false };
}

/** Undefined where the document is not known yet. */
function policyOf(id: string, after: ResourceChange['after']): OrganizationPolicy | undefined {
  try {
    return { ...shell(id, after), content: JSON.parse(textIn(after, 'content')) as JsonValue };
  } catch {
    return undefined;
  }
}
