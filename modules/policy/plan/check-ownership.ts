import type { Intent } from '../intent.js';
import type { Organization, OrganizationPolicy } from '../organization/organization.js';
import type { OrganizationIndex } from '../organization/organization-index.js';
import { type Finding, finding } from '../problems/problem.js';
import type { ProblemFacts } from '../problems/problem-kinds.js';
import type { Path } from '../text/path.js';
import type { Draft } from './draft.js';
import { nameKey, ownershipTag } from './ownership.js';
import { renderTarget } from './plan.js';

/** Checks how a plan meets the policies of an organization: whose they are, and what it detaches. */
export function checkOwnership(
  drafts: readonly Draft[],
  removed: readonly OrganizationPolicy[],
  intent: Intent,
  index: OrganizationIndex | undefined,
): Finding[] {
  if (index === undefined) return [];
  return [
    ...checkTakenNames(drafts, intent, index.organization),
    ...drafts.flatMap((draft) => checkAdopted(draft, index.organization)),
    ...checkLastPolicies(drafts, removed, index),
  ];
}

/**
 * Reports policies whose name a policy of someone else has: AWS refuses a second policy of the same type and name with
 * `DuplicatePolicyException`
 * (https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html).
 */
function checkTakenNames(drafts: readonly Draft[], intent: Intent, organization: Organization): Finding[] {
  const written = new Set<object>([...intent.chatPolicies, ...intent.guardrails]);
  const byName = new Map<string, OrganizationPolicy[]>();
  for (const policy of organization.policies.values()) {
    const namesakes = byName.get(nameKey(policy));
    if (namesakes === undefined) byName.set(nameKey(policy), [policy]);
    else namesakes.push(policy);
  }
  return drafts.flatMap((draft) =>
    (byName.get(nameKey(draft)) ?? []).flatMap((policy): Finding[] => {
      const rule = claimOn(policy, draft, intent);
      if (rule === 'ours') return [];
      const facts = {
        rule,
        policy: draft.name,
        id: policy.id,
        environment: policy.tags?.[ownershipTag] ?? '',
        adoptable: written.has(draft.intent) && draft.intent.existing === undefined,
      };
      const severity = rule === 'tags-unknown' || rule === 'tag-off' ? 'warning' : 'error';
      return [finding('name-taken', severity, { path: [...draft.intent.path, 'name'] }, facts)];
    }),
  );
}

/** Whose policy it is, as far as the organization file and the configuration show. */
function claimOn(
  policy: OrganizationPolicy,
  { intent }: Draft,
  plan: Intent,
): 'ours' | ProblemFacts<'name-taken'>['rule'] {
  if (policy.awsManaged) return 'aws-managed';
  if (intent.existing?.id === policy.id) return 'ours';
  if (policy.tags === undefined) return 'tags-unknown';
  const owner = policy.tags[ownershipTag];
  if (owner === plan.environment) return 'ours';
  if (owner !== undefined) return 'other-environment';
  return plan.ownershipTag ? 'untagged' : 'tag-off';
}

/** Reports a policy in `existing` that Terraform cannot import: its ID does not exist, or the policy cannot be adopted. */
function checkAdopted({ intent, type }: Draft, { policies, missing }: Organization): Finding[] {
  const { existing, path } = intent;
  if (existing === undefined) return [];
  const found = policies.get(existing.id);
  if (found === undefined && missing.some(({ what }) => what === 'policies')) return [];
  if (found?.type === type && !found.awsManaged) return [];
  const rule = found === undefined ? 'absent' : found.awsManaged ? 'aws-managed' : 'other-type';
  const facts = {
    rule,
    policy: intent.name,
    id: existing.id,
    found: found?.type ?? '',
    expected: type,
  } as const;
  return [finding('existing-not-adoptable', 'error', { path: [...path, 'existing', 'policy'] }, facts)];
}

/**
 * Warns about targets from which the plan detaches the last service control policy: AWS requires one on the root and on
 * every organizational unit and account
 * (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html).
 */
function checkLastPolicies(
  drafts: readonly Draft[],
  removed: readonly OrganizationPolicy[],
  { organization, spots }: OrganizationIndex,
): Finding[] {
  if (!organization.enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY')) return [];
  const ours = drafts.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY');
  const filled = new Set(ours.flatMap(({ places }) => places.map(({ key }) => key)));
  const detachable = new Map(removed.map(({ id }): [string, Path] => [id, []]));
  for (const { current, intent } of ours)
    if (current !== undefined) detachable.set(current.id, [...intent.path, 'targets']);
  const unread = new Set(organization.missing.flatMap(({ what, id }) => (what === 'attachments' ? id : [])));
  return [...spots.values()].flatMap(({ node, target }): Finding[] => {
    if (filled.has(node.id) || unread.has(node.id)) return [];
    const attached = node.policies.map((id) => organization.policies.get(id));
    const last = attached.findLast((policy) => policy?.type === 'SERVICE_CONTROL_POLICY');
    const path = last && detachable.get(last.id);
    const isEmptied = attached.every(
      (policy) => policy !== undefined && (policy.type !== last?.type || detachable.has(policy.id)),
    );
    if (last === undefined || path === undefined || !isEmptied) return [];
    const facts = { policy: last.name, target: renderTarget(target), name: node.name, id: node.id };
    return [finding('last-scp-detached', 'warning', { path }, facts)];
  });
}
