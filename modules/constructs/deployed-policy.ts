import { OrganizationsPolicy } from '@cdktf/provider-aws/lib/organizations-policy/index.js';
import { OrganizationsPolicyAttachment } from '@cdktf/provider-aws/lib/organizations-policy-attachment/index.js';
import { type IResolvable, TerraformIterator, type TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import type { ExistingPolicy, Target } from '../policy/intent.js';
import type { Organization } from '../policy/organization/organization.js';
import { type PlannedPolicy, renderTarget } from '../policy/plan/plan.js';
import {
  type AttachmentPlace,
  attachmentPlace,
  attachmentPlaces,
  isOpen,
  maybeSame,
} from './attachment-place.js';
import { jsonText } from './json-text.js';
import { OrganizationLookup } from './organization-lookup.js';
import { withRepairedHcl } from './repair-hcl.js';
import { terraformText } from './terraform-text.js';
import type { HiddenTokens } from './token-placeholders.js';

/** How a policy is deployed. */
interface Deployment {
  /** Chat policies that are attached before this one wherever both have the same target. */
  readonly after: readonly DeployedPolicy[];
  readonly checkPrerequisites: boolean;
  readonly provider?: TerraformProvider | undefined;
  /** With it, the IDs of the root and of OUs are known at synth. */
  readonly organization?: Organization | undefined;
  /** The tokens whose placeholders are in the policy. Default: it has none. */
  readonly tokens?: Pick<HiddenTokens, 'restore' | 'partsOf'>;
  /** Instead of those of the policy. */
  readonly skipDestroy?: boolean | IResolvable;
  /** Instead of those of the policy. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** An attachment and its place. */
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

  constructor(scope: Construct, planned: PlannedPolicy, deployment: Deployment) {
    const { type, existing } = planned;
    const { provider, after } = deployment;
    const lookup = (): OrganizationLookup => OrganizationLookup.of(scope, provider);
    if (deployment.checkPrerequisites) lookup().requireType(type);
    this.policy = policyResource(scope, planned, deployment);
    const order = type === 'CHATBOT_POLICY' ? attachmentOrder(scope, planned, deployment) : undefined;
    const policyId = this.policy.id;
    const room = new Construct(scope, 'target');
    this.attachments = planned.targets.map((target) => {
      const place = declaredPlace(scope, target, deployment);
      const before = after.flatMap((policy) => policy.attachmentsOn(place));
      const resource = new OrganizationsPolicyAttachment(room, place.key, {
        policyId,
        ...targetOf(place, lookup),
        ...keep(planned, deployment),
        ...(provider === undefined ? {} : { provider }),
        ...(order === undefined || before.length === 0 ? {} : behind(before, order)),
      });
      return { place, resource: withImport(withRepairedHcl(resource), attachmentId(target, existing)) };
    });
    this.byKey = new Map(this.attachments.map((attached) => [attached.place.key, attached]));
    for (const attached of this.attachments) {
      const { kind } = attached.place;
      const others = this.byKind.get(kind);
      if (others === undefined) this.byKind.set(kind, [attached]);
      else others.push(attached);
    }
  }

  /** Identifies attachments that can have the same target. Different targets that are known at synth have different keys. */
  private attachmentsOn(place: AttachmentPlace): OrganizationsPolicyAttachment[] {
    const same = this.byKey.get(place.key);
    const others = [...this.byKind]
      .filter(([kind]) => kind !== place.kind || isOpen(place))
      .flatMap(([, attached]) => attached)
      .filter((other) => other !== same && maybeSame(place, other.place));
    return [...(same === undefined ? [] : [same]), ...others].map(({ resource }) => resource);
  }
}

/** The place of a target, or of the token behind a placeholder. */
function declaredPlace(
  scope: Construct,
  target: Target,
  { organization, tokens }: Deployment,
): AttachmentPlace {
  if (tokens === undefined || target.kind !== 'id') return attachmentPlace(scope, target, organization);
  const [part, ...others] = tokens.partsOf(target.id);
  if (part?.kind === 'list' && others.length === 0) return attachmentPlaces(scope, part.token);
  return attachmentPlace(scope, { kind: 'id', id: tokens.restore(target.id) });
}

function policyResource(
  scope: Construct,
  planned: PlannedPolicy,
  deployment: Deployment,
): OrganizationsPolicy {
  const { type, existing } = planned;
  const { provider, tokens } = deployment;
  const textOf = (text: string): string => terraformText(tokens?.restore(text) ?? text);
  const tags =
    deployment.tags ??
    Object.fromEntries(Object.entries(planned.tags).map(([key, value]) => [textOf(key), textOf(value)]));
  const resource = new OrganizationsPolicy(scope, 'Resource', {
    name: textOf(planned.name),
    type,
    content: contentOf(planned, deployment),
    ...(planned.description === '' ? {} : { description: textOf(planned.description) }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...keep(planned, deployment),
    ...(planned.retention.preventDestroy ? { lifecycle: { preventDestroy: true } } : {}),
    ...(provider === undefined ? {} : { provider }),
  });
  return withImport(withRepairedHcl(resource), existing?.id);
}

function contentOf({ content, text }: PlannedPolicy, { tokens }: Deployment): string {
  if (tokens === undefined) return terraformText(text);
  // A document that is a token as a whole.
  if (typeof content === 'string') return tokens.restore(content);
  return terraformText(jsonText(content, tokens.partsOf));
}

/** The ID by which Terraform imports an attachment; undefined where it is new. */
function attachmentId(target: Target, existing: ExistingPolicy | undefined): string | undefined {
  const written = renderTarget(target);
  if (existing === undefined || !Object.hasOwn(existing.attachments, written)) return undefined;
  return `${existing.attachments[written]}:${existing.id}`;
}

/**
 * Where all attachments exist and no other is attached before them, the record of their order is imported too, and the
 * first plan adds nothing. Terraform accepts any ID for such a record.
 */
function attachmentOrder(
  scope: Construct,
  { existing }: PlannedPolicy,
  { after }: Deployment,
): AttachmentOrder {
  const order = new AttachmentOrder(scope, 'order');
  return after.length === 0 ? withImport(order, existing?.id) : order;
}

function keep({ retention }: PlannedPolicy, deployment: Deployment) {
  const { skipDestroy = retention.skipDestroy } = deployment;
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

/**
 * The attachments that are made before those of one chat policy, kept in the state as a `terraform_data`. When one of
 * them is new, an attribute appears that `replace_triggered_by` names, and Terraform replaces the attachment of this
 * policy, which moves it behind the new one. The resource exists from the first deployment on, even without attributes:
 * Terraform replaces for what changes, not for what is created.
 *
 * (cdktf's own `DataResource` needs Terraform on the PATH at synth.)
 */
class AttachmentOrder extends TerraformResource {
  private readonly before: Record<string, string> = {};

  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: 'terraform_data',
      terraformGeneratorMetadata: { providerName: 'terraform' },
    });
  }

  /** Records an attachment that is made before; returns a reference to the attribute that appears when it is new. */
  after(attachment: OrganizationsPolicyAttachment): string {
    const attribute = `after-${attachment.friendlyUniqueId}`;
    this.before[attribute] = idOf(attachment);
    return `terraform_data.${this.friendlyUniqueId}.input.${attribute}`;
  }

  protected override synthesizeAttributes(): { readonly [name: string]: unknown } {
    return this.isEmpty() ? {} : { input: this.before };
  }

  protected override synthesizeHclAttributes(): { readonly [name: string]: unknown } {
    return this.isEmpty() ? {} : { input: { value: this.before, type: 'any', isBlock: false } };
  }

  private isEmpty(): boolean {
    return Object.keys(this.before).length === 0;
  }
}

/** The ID of an attachment, of all of them where there is one for each element of a list. */
function idOf(attachment: OrganizationsPolicyAttachment): string {
  const address = `${attachment.terraformResourceType}.${attachment.friendlyUniqueId}`;
  return attachment.forEach === undefined ? `\${${address}.id}` : `\${values(${address})[*].id}`;
}
