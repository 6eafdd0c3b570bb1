import type { MissingPart, Organization, OrganizationPolicy } from '../policy/organization/organization.js';
import {
  indexOrganization,
  type OrganizationIndex,
  spotOf,
} from '../policy/organization/organization-index.js';
import { type GovernedPolicy, isGoverned, removedPolicies, takenOverIn } from '../policy/plan/ownership.js';
import { type Plan, type PlannedPolicy, type PolicyType, renderTarget } from '../policy/plan/plan.js';
import { policyMeaning } from '../policy/policy-meaning.js';
import { regionDeniesOfChat } from '../policy/scp/lint/region-deny-stops-chat.js';
import { deniesChatService } from '../policy/scp/lint/scp-stops-chat.js';
import { statementNodes } from '../policy/scp/statement-nodes.js';
import type { JsonValue } from '../policy/text/json.js';
import { syntaxTreeOf } from '../policy/text/syntax-tree.js';

/** The differences between an organization and a plan. */
export interface Drift {
  /** By policy in the order of the plan, then policies that are not in the plan, sorted by name. */
  readonly differences: readonly Difference[];
  /** Parts that the comparison needs and the organization file does not have. */
  readonly unknown: readonly MissingPart[];
}

/** A difference between an organization and a plan. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** The policy's name; null for a type. */
  readonly policy: string | null;
  readonly type: PolicyType;
  /** The target as a configuration writes it; null where the difference is not about an attachment. */
  readonly target: string | null;
  /** The state in the plan: a policy document, `attached` or `enabled`; null where the plan has none. */
  readonly expected: JsonValue;
  /** The state in the organization. */
  readonly found: JsonValue;
  /** The targets of a policy that is not in the plan. */
  readonly targets?: readonly string[];
}

/** The kind of a difference. */
export type DifferenceKind =
  | 'policy-missing'
  | 'policy-changed'
  | 'policy-unmanaged'
  | 'attachment-missing'
  | 'attachment-unmanaged'
  | 'type-disabled';

const types: readonly PolicyType[] = ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'];

/** The options of `driftOf`. */
export interface DriftOptions {
  /** Reports every policy that is not in the plan, also service control policies without any effect on chat. */
  readonly allPolicies?: boolean;
}

/**
 * Compares an organization with a plan: the contents of policies and where they are attached. Formatting,
 * descriptions and tags do not count. Of the policies that are not in the plan it reports chat policies, service
 * control policies that concern chat, and those that the plan removes.
 */
export function driftOf(plan: Plan, organization: Organization, options: DriftOptions = {}): Drift {
  const index = indexOrganization(organization);
  const attached = attachmentsIn(index);
  const missing = missingIn(organization);
  const takenOver = takenOverIn(organization);
  const disabled = types.filter(
    (type) =>
      plan.policies.some((policy) => policy.type === type) && !organization.enabledPolicyTypes.includes(type),
  );
  const differences = [
    ...disabled.map(typeDisabled),
    ...plan.policies.flatMap((policy) => {
      const found = takenOver(policy);
      if (found === undefined) return missing('policies', policy.type) ? [] : [policyMissing(policy)];
      const content = missing('policy', found.id) ? [] : contentOf(policy, found);
      return [...content, ...attachments(policy, attached.get(found.id) ?? new Set(), index, missing)];
    }),
    ...unmanaged(plan, organization, options).map((policy) =>
      policyUnmanaged(policy, attached.get(policy.id)),
    ),
  ];
  return { differences, unknown: organization.missing.filter(isNeeded) };
}

/** True if the organization file lacks a part; see `MissingPart`. */
export type IsMissing = (what: string, id: string) => boolean;

/** A function that looks up the missing parts of an organization file. */
export function missingIn({ missing }: Organization): IsMissing {
  const parts = new Set(missing.map(({ what, id }) => `${what} ${id}`));
  return (what, id) => parts.has(`${what} ${id}`);
}

/** True if the comparison needs the part; it does not need chat configurations and tags. */
function isNeeded({ what, id }: MissingPart): boolean {
  if (what === 'policies') return types.some((type) => type === id);
  return what !== 'channels' && what !== 'tags';
}

/** Where each policy is attached, as a configuration writes it, by the policy's ID and in the order of the tree. */
export function attachmentsIn({
  organization,
  spots,
}: OrganizationIndex): ReadonlyMap<string, ReadonlySet<string>> {
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

function isOurs(policy: OrganizationPolicy | undefined): policy is GovernedPolicy {
  return policy !== undefined && !policy.awsManaged && isGoverned(policy);
}

function contentOf(planned: PlannedPolicy, { content: found }: OrganizationPolicy): readonly Difference[] {
  const { name, type, content: expected } = planned;
  if (policyMeaning(type, expected) === policyMeaning(type, found)) return [];
  return [{ kind: 'policy-changed', policy: name, type, target: null, expected, found }];
}

/** Planned targets without the policy, and targets with it that are not in the plan. */
function attachments(
  { name, type, targets }: PlannedPolicy,
  attached: ReadonlySet<string>,
  index: OrganizationIndex,
  missing: IsMissing,
): readonly Difference[] {
  const planned = targets.map((target) => {
    const spot = spotOf(index, target);
    const isUnknown = spot === undefined ? isPartial(index) : missing('attachments', spot.node.id);
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

/** True if there may be organizational units and accounts that the file does not have. */
export function isPartial({ organization }: OrganizationIndex): boolean {
  return organization.missing.some(({ what }) => what === 'accounts' || what === 'organizationalUnits');
}

const attachmentMissing = { kind: 'attachment-missing', expected: 'attached', found: null } as const;
const attachmentUnmanaged = { kind: 'attachment-unmanaged', expected: null, found: 'attached' } as const;

function unmanaged(
  plan: Plan,
  organization: Organization,
  { allPolicies = false }: DriftOptions,
): readonly GovernedPolicy[] {
  const takenOver = takenOverIn(organization);
  const planned = new Set(plan.policies.map((policy) => takenOver(policy)?.id));
  const removed = new Set(removedPolicies(plan, organization).map(({ id }) => id));
  return [...organization.policies.values()]
    .filter(isOurs)
    .filter(({ id }) => !planned.has(id))
    .filter((policy) => allPolicies || removed.has(policy.id) || concernsChat(policy))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** True if a policy restricts chat, or if its content is not known. */
function concernsChat({ type, content }: OrganizationPolicy): boolean {
  if (type === 'CHATBOT_POLICY' || content === null) return true;
  if (JSON.stringify(content).toLowerCase().includes('aws:chatbotsourcearn')) return true;
  const stopsChat = regionDeniesOfChat(content).some(({ severity }) => severity === 'warning');
  return stopsChat || statementNodes(syntaxTreeOf(content)).some(deniesChatService);
}

function typeDisabled(type: PolicyType): Difference {
  return { kind: 'type-disabled', policy: null, type, target: 'root', expected: 'enabled', found: null };
}

function policyMissing({ name, type, content }: PlannedPolicy): Difference {
  return { kind: 'policy-missing', policy: name, type, target: null, expected: content, found: null };
}

function policyUnmanaged(
  { name, type, content }: GovernedPolicy,
  attached: ReadonlySet<string> = new Set(),
): Difference {
  const difference = { policy: name, type, target: null, expected: null, found: content };
  return { kind: 'policy-unmanaged', ...difference, targets: [...attached] };
}
