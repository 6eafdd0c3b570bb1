import type {
  AttachmentTarget,
  OrganizationalUnit,
  OrganizationPolicy,
} from '../../policy/organization/organization.js';

/** An attachment, by the ids of its ends. */
export interface Link {
  readonly policy: string;
  readonly target: string;
}

/** What a plan changes about attachments. */
export interface Links {
  readonly gone: ReadonlySet<string>;
  readonly detached: readonly Link[];
  readonly attached: readonly Link[];
  readonly policies: ReadonlyMap<string, OrganizationPolicy>;
}

/**
 * The tree with the attachments of the plan. Terraform attaches in no order that could be relied on: where two
 * policies of one type come to one place, the order is not known.
 */
export function relink(
  root: OrganizationalUnit,
  { gone, detached, attached, policies }: Links,
): OrganizationalUnit {
  const attach = <T extends AttachmentTarget>(target: T): T => {
    const isHere = (links: readonly Link[], policy: string): boolean =>
      links.some((link) => link.target === target.id && link.policy === policy);
    const kept = target.policies.filter((id) => !gone.has(id) && !isHere(detached, id));
    const added = attached
      .filter((link) => link.target === target.id && !kept.includes(link.policy))
      .map(({ policy }) => policy);
    if (added.length === 0 && kept.length === target.policies.length) return target;
    const chat = added.filter((id) => policies.get(id)?.type === 'CHATBOT_POLICY');
    const order = chat.length > 1 ? { attachmentOrderKnown: false } : {};
    return { ...target, policies: [...kept, ...added], ...order };
  };
  const rebuild = (unit: OrganizationalUnit): OrganizationalUnit => ({
    ...attach(unit),
    accounts: unit.accounts.map(attach),
    organizationalUnits: unit.organizationalUnits.map(rebuild),
  });
  return rebuild(root);
}
