import type { MissingPart, Organization, OrganizationPolicy } from '../policy/organization/organization.js';
import { atlasOf, type OrganizationIndex, spotOf } from '../policy/organization/organization-index.js';
import { type Plan, type PlannedPolicy, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import { policyMeaning } from '../policy/policy-meaning.js';
import type { JsonValue } from '../policy/text/json.js';

/** How an organization differs from a plan. */
export interface Drift {
  /** By policy in the order of the plan, then what the plan does not name, sorted by name. */
  readonly differences: readonly Difference[];
  /** What the organization file does not hold and the comparison would have needed. */
  readonly unknown: readonly MissingPart[];
}

/** One thing that is not as the plan has it. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The policy's name; null for a type. */
  readonly policy: string | null;
  readonly type: PolicyType;
  /** Where, as a configuration writes it; null where it is about no attachment. */
  readonly target: string | null;
  /** What the plan says: a document, `attached` or `enabled`; null where it says nothing of the kind. */
  readonly expected: JsonValue;
  /** What there is. */
  readonly found: JsonValue;
  /** Where a policy that the plan does not name is attached. */
  readonly targets?: readonly string[];
}

export type DifferenceKind =
  | 'policy-missing'
  | 'policy-changed'
  | 'policy-unmanaged'
  | 'attachment-missing'
  | 'attachment-unmanaged'
  | 'type-disabled';

const types: readonly PolicyType[] = ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'];

/**
 * Compares an organization with a plan: what policies say and where they are attached. Spelling does not count, nor
 * do descriptions and tags. A planned policy is the organization's policy of the same type and name.
 */
export function driftOf(plan: Plan, organization: Organization): Drift {
  const atlas = atlasOf(organization);
  const attached = attachmentsIn(atlas);
  const missing = missingIn(organization);
  const disabled = types.filter(
    (type) =>
      plan.policies.some((policy) => policy.type === type) && !organization.enabledPolicyTypes.includes(type),
  );
  const differences = [
    ...disabled.map(typeDisabled),
    ...plan.policies.flatMap((policy) => {
      const found = findPolicy(organization, policy);
      if (found === undefined) return missing('policies', policy.type) ? [] : [policyMissing(policy)];
      const content = missing('policy', found.id) ? [] : contentOf(policy, found);
      return [...content, ...attachments(policy, attached.get(found.id) ?? new Set(), atlas, missing)];
    }),
    ...unmanaged(plan, organization).map((policy) => policyUnmanaged(policy, attached.get(policy.id))),
  ];
  return { differences, unknown: organization.missing.filter(isNeeded) };
}

type IsMissing = (what: string, id: string) => boolean;

function missingIn({ missing }: Organization): IsMissing {
  const parts = new Set(missing.map(({ what, id }) => `${what} ${id}`));
  return (what, id) => parts.has(`${what} ${id}`);
}

/** Whether the comparison needs it; of chat configurations and tags it takes no notice. */
function isNeeded({ what, id }: MissingPart): boolean {
  if (what === 'policies') return types.some((type) => type === id);
  return what !== 'channels' && what !== 'tags';
}

/** Where each policy is attached, as a configuration writes it, by the policy's id and in the order of the tree. */
function attachmentsIn({ organization, spots }: OrganizationIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const attached = new Map<string, Set<string>>();
  for (const { node, target } of spots.values()) {
    for (const id of node.policies) {
      if (!isOurs(organization.policies.get(id))) continue;
      const places = attached.get(id) ?? new Set();
      attached.set(id, places.add(renderTarget(target)));
    }
  }
  return attached;
}

function isOurs(policy: OrganizationPolicy | undefined): boolean {
  return policy !== undefined && !policy.awsManaged && types.some((type) => type === policy.type);
}

function findPolicy(
  organization: Organization,
  { name, type }: PlannedPolicy,
): OrganizationPolicy | undefined {
  return [...organization.policies.values()].find(
    (policy) => !policy.awsManaged && policy.type === type && policy.name === name,
  );
}

function contentOf(planned: PlannedPolicy, { content: found }: OrganizationPolicy): readonly Difference[] {
  const { name, type, content: expected } = planned;
  if (policyMeaning(type, expected) === policyMeaning(type, found)) return [];
  return [{ kind: 'policy-changed', policy: name, type, target: null, expected, found }];
}

/** Planned places without the policy, and places with it that the plan does not have. */
function attachments(
  { name, type, targets }: PlannedPolicy,
  attached: ReadonlySet<string>,
  atlas: OrganizationIndex,
  missing: IsMissing,
): readonly Difference[] {
  const planned = targets.map((target) => {
    const spot = spotOf(atlas, target);
    const isUnknown = spot === undefined ? isPartial(atlas) : missing('attachments', spot.node.id);
    return { written: renderTarget(spot?.target ?? target), isUnknown };
  });
  const names = new Set(planned.map(({ written }) => written));
  const difference = { policy: name, type };
  return [
    ...planned
      .filter(({ written, isUnknown }) => !isUnknown && !attached.has(written))
      .map(({ written }) => ({ ...difference, ...attachmentMissing, target: written })),
    ...[...attached]
      .filter((target) => !names.has(target))
      .map((target) => ({ ...difference, ...attachmentUnmanaged, target })),
  ];
}

/** Whether there may be units and accounts that the file does not hold. */
function isPartial({ organization }: OrganizationIndex): boolean {
  return organization.missing.some(({ what }) => what === 'accounts' || what === 'organizationalUnits');
}

const attachmentMissing = { kind: 'attachment-missing', expected: 'attached', found: null } as const;
const attachmentUnmanaged = { kind: 'attachment-unmanaged', expected: null, found: 'attached' } as const;

function unmanaged({ policies }: Plan, organization: Organization): readonly OrganizationPolicy[] {
  const planned = new Set(policies.map(({ type, name }) => `${type} ${name}`));
  return [...organization.policies.values()]
    .filter((policy) => isOurs(policy) && !planned.has(`${policy.type} ${policy.name}`))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function typeDisabled(type: PolicyType): Difference {
  return { kind: 'type-disabled', policy: null, type, target: 'root', expected: 'enabled', found: null };
}

function policyMissing({ name, type, content }: PlannedPolicy): Difference {
  return { kind: 'policy-missing', policy: name, type, target: null, expected: content, found: null };
}

function policyUnmanaged(
  { name, type, content }: OrganizationPolicy,
  attached: ReadonlySet<string> = new Set(),
): Difference {
  const difference = { policy: name, type: type as PolicyType, target: null, expected: null, found: content };
  return { kind: 'policy-unmanaged', ...difference, targets: [...attached] };
}
