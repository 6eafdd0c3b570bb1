import {
  type AttachmentTarget,
  mapTargets,
  type Organization,
  type OrganizationPolicy,
  targetsOf,
} from '../../policy/organization/organization.js';

/** An organization as JSON, and what a plan changes in it. */
export interface EmbeddedOrganizations {
  readonly organization: Omit<Organization, 'policies' | 'chatNames'> & {
    readonly policies: readonly OrganizationPolicy[];
  };
  /** Aliases of workspaces, tenants and teams: IDs and names. */
  readonly chatNames: readonly (readonly [id: string, name: string])[];
  readonly plan?: {
    /** IDs of policies that the plan removes. */
    readonly removed: readonly string[];
    /** Policies that the plan adds or changes. */
    readonly policies: readonly OrganizationPolicy[];
    /** The attached policies of the targets where they change, by ID, and whether their order is known. */
    readonly attached: Readonly<Record<string, readonly [policies: readonly string[], orderKnown?: boolean]>>;
  };
}

/** What the page can be asked about: the organization as it is, and after a plan. */
export interface AskedOrganizations {
  readonly current: Organization;
  readonly planned?: Organization;
}

/** Returns the organizations as JSON. The members of channels are left out: no answer depends on them. */
export function embedOrganizations({ current, planned }: AskedOrganizations): EmbeddedOrganizations {
  const { chatNames = new Map(), ...others } = current;
  const channels = current.channels.map(({ users: _, ...channel }) => channel);
  const embedded = {
    organization: { ...others, channels, policies: [...current.policies.values()] },
    chatNames: [...chatNames],
  };
  if (planned === undefined) return embedded;
  const before = new Map(Array.from(targetsOf(current), (target) => [target.id, target]));
  const changed = Array.from(targetsOf(planned)).filter((target) => before.get(target.id) !== target);
  return {
    ...embedded,
    plan: {
      removed: [...current.policies.keys()].filter((id) => !planned.policies.has(id)),
      policies: [...planned.policies.values()].filter((policy) => current.policies.get(policy.id) !== policy),
      attached: Object.fromEntries(
        changed
          .filter((target) => attachmentsOf(target) !== attachmentsOf(before.get(target.id)))
          .map(({ id, policies, attachmentOrderKnown }) => [
            id,
            attachmentOrderKnown === undefined ? [policies] : [policies, attachmentOrderKnown],
          ]),
      ),
    },
  };
}

function attachmentsOf(target: AttachmentTarget | undefined): string {
  return JSON.stringify([target?.policies, target?.attachmentOrderKnown]);
}

/** Reads what `embedOrganizations` returns. */
export function readEmbedded({ organization, chatNames, plan }: EmbeddedOrganizations): AskedOrganizations {
  const policies = new Map(organization.policies.map((policy) => [policy.id, policy]));
  const names = chatNames.length === 0 ? {} : { chatNames: new Map(chatNames) };
  const current: Organization = { ...organization, policies, ...names };
  if (plan === undefined) return { current };
  const after = new Map(policies);
  for (const id of plan.removed) after.delete(id);
  for (const policy of plan.policies) after.set(policy.id, policy);
  const root = mapTargets(current.root, (target) => {
    const [attached, orderKnown] = plan.attached[target.id] ?? [target.policies, target.attachmentOrderKnown];
    return {
      ...target,
      policies: attached,
      ...(orderKnown === undefined ? {} : { attachmentOrderKnown: orderKnown }),
    };
  });
  return { current, planned: { ...current, policies: after, root } };
}
