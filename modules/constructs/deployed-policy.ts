import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import {
  type IResolvable,
  type Precondition,
  TerraformIterator,
  type TerraformProvider,
  type TerraformResource,
} from 'cdktf';
import { Construct } from 'constructs';
import type { PolicyType } from '../policy/plan/plan.js';
import { AttachmentOrder } from './attachment-order.js';
import { type AttachmentPlace, isOpen, maybeSame } from './attachment-place.js';
import { OrganizationLookup } from './organization-lookup.js';
import { withRepairedHcl } from './repair-hcl.js';

/** A policy as Terraform is told: every text is escaped already. */
interface PolicyDeployment {
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly content: string;
  readonly places: readonly AttachmentPlace[];
  readonly skipDestroy: boolean | IResolvable;
  readonly preventDestroy: boolean;
  /** Chat policies that are attached before this one wherever both have the same target. */
  readonly after: readonly DeployedPolicy[];
  readonly checkPrerequisites: boolean;
  readonly existing?: ExistingDeployment | undefined;
  readonly provider?: TerraformProvider | undefined;
  /** What must hold before anything of the policy is deployed. Default: nothing. */
  readonly preconditions?: readonly Precondition[];
}

/** What is in the organization already: the ids of the policy and, by the keys of their places, of targets. */
export interface ExistingDeployment {
  readonly id: string;
  readonly targetIds: ReadonlyMap<string, string>;
}

/** One attachment and where it is. */
interface Attached {
  readonly place: AttachmentPlace;
  readonly resource: OrganizationsPolicyAttachment;
}

/** The resources of one policy, below the construct of that policy. */
export class DeployedPolicy {
  readonly policy: OrganizationsPolicy;
  /** In the order of the targets. */
  readonly attachments: readonly Attached[];
  private readonly byKey: ReadonlyMap<string, Attached>;
  /** By the kind of their place. */
  private readonly byKind = new Map<string, Attached[]>();

  constructor(scope: Construct, deployment: PolicyDeployment) {
    const { type, provider } = deployment;
    const lookup = (): OrganizationLookup => OrganizationLookup.of(scope, provider);
    if (deployment.checkPrerequisites) lookup().requireType(type);
    this.policy = policyResource(scope, deployment);
    const order = type === 'CHATBOT_POLICY' ? attachmentOrder(scope, deployment) : undefined;
    const policyId = this.policy.id;
    const room = new Construct(scope, 'target');
    this.attachments = deployment.places.map((place) => {
      const before = deployment.after.flatMap((policy) => policy.attachmentsOn(place));
      const resource = new OrganizationsPolicyAttachment(room, place.key, {
        policyId,
        ...targetOf(place, lookup),
        ...keep(deployment),
        ...(provider === undefined ? {} : { provider }),
        ...(order === undefined || before.length === 0 ? {} : behind(before, order)),
      });
      return { place, resource: withImport(withRepairedHcl(resource), attachmentId(place, deployment)) };
    });
    this.byKey = new Map(this.attachments.map((attached) => [attached.place.key, attached]));
    for (const attached of this.attachments) {
      const { kind } = attached.place;
      const others = this.byKind.get(kind);
      if (others === undefined) this.byKind.set(kind, [attached]);
      else others.push(attached);
    }
  }

  /** What may be attached to the same place; places of one kind that synth can tell apart differ by their keys. */
  private attachmentsOn(place: AttachmentPlace): OrganizationsPolicyAttachment[] {
    const same = this.byKey.get(place.key);
    const others = [...this.byKind]
      .filter(([kind]) => kind !== place.kind || isOpen(place))
      .flatMap(([, attached]) => attached)
      .filter((other) => other !== same && maybeSame(place, other.place));
    return [...(same === undefined ? [] : [same]), ...others].map(({ resource }) => resource);
  }
}

function policyResource(scope: Construct, deployment: PolicyDeployment): OrganizationsPolicy {
  const { name, type, content, description, tags, provider } = deployment;
  const resource = new OrganizationsPolicy(scope, 'Resource', {
    name,
    type,
    content,
    ...(description === '' ? {} : { description }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...keep(deployment),
    ...lifecycleOf(deployment),
    ...(provider === undefined ? {} : { provider }),
  });
  return withImport(withRepairedHcl(resource), deployment.existing?.id);
}

function lifecycleOf({ preventDestroy, preconditions = [] }: PolicyDeployment) {
  if (!preventDestroy && preconditions.length === 0) return {};
  const precondition = preconditions.length === 0 ? {} : { precondition: [...preconditions] };
  return { lifecycle: { ...(preventDestroy ? { preventDestroy } : {}), ...precondition } };
}

/** An attachment as Terraform imports it. */
function attachmentId({ key }: AttachmentPlace, { existing }: PolicyDeployment): string | undefined {
  const target = existing?.targetIds.get(key);
  return target === undefined ? undefined : `${target}:${existing?.id}`;
}

/**
 * Where all attachments exist and nothing comes before them, the record of that is imported as well, so that taking
 * over adds nothing. Terraform knows no ids of such records and takes any.
 */
function attachmentOrder(scope: Construct, { existing, after }: PolicyDeployment): AttachmentOrder {
  const order = new AttachmentOrder(scope, 'order');
  return after.length === 0 ? withImport(order, existing?.id) : order;
}

function keep({ skipDestroy }: PolicyDeployment): { readonly skipDestroy?: boolean | IResolvable } {
  return skipDestroy === false ? {} : { skipDestroy };
}

function behind(before: OrganizationsPolicyAttachment[], order: AttachmentOrder) {
  const replaceTriggeredBy = before.map((attachment) => order.after(attachment));
  return { dependsOn: before, lifecycle: { replaceTriggeredBy } };
}

function targetOf(place: AttachmentPlace, lookup: () => OrganizationLookup) {
  switch (place.kind) {
    case 'root':
      return { targetId: place.id ?? lookup().rootId() };
    case 'unit':
      return { targetId: place.id ?? lookup().unitId(place.names) };
    case 'id':
    case 'reference':
      return { targetId: place.id };
    case 'references': {
      const forEach = TerraformIterator.fromList([...place.ids]);
      return { forEach, targetId: forEach.value };
    }
  }
}

/**
 * Lets Terraform take over what exists instead of creating it: an `import` block, as `importFrom` writes it. That one
 * asks for a Terraform on the PATH at synth, and does so again for every resource.
 */
function withImport<T extends TerraformResource>(resource: T, id: string | undefined): T {
  if (id === undefined) return resource;
  const toTerraform = resource.toTerraform.bind(resource);
  const toHclTerraform = resource.toHclTerraform.bind(resource);
  const address = (): string => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  const provider = resource.provider?.fqn;
  resource.toTerraform = () => ({
    ...toTerraform(),
    import: [{ to: address(), id, ...(provider === undefined ? {} : { provider }) }],
  });
  resource.toHclTerraform = () => ({
    ...toHclTerraform(),
    import: [
      {
        to: reference(address()),
        id: { value: id, type: 'simple', storageClassType: 'string' },
        ...(provider === undefined ? {} : { provider: reference(provider) }),
      },
    ],
  });
  return resource;
}

function reference(value: string): object {
  return { value, type: 'simple', storageClassType: 'reference' };
}
