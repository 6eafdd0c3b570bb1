import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { isRootId } from '../policy/identifiers.js';
import type { Target } from '../policy/intent.js';
import type { Organization } from '../policy/organization/organization.js';
import { unitAt } from '../policy/organization/target.js';
import { renderTarget } from '../policy/plan/plan.js';
import { quoted } from '../policy/text/quote.js';
import { pathId } from './construct-id.js';
import { referenceText } from './token-placeholders.js';

/** Where a policy is attached, as far as it is known at synth. */
export type AttachmentPlace = Named &
  (
    | Target
    /** One target that Terraform knows later. */
    | { readonly kind: 'reference'; readonly id: string }
    /** A list of targets that Terraform knows later. */
    | { readonly kind: 'references'; readonly ids: readonly string[] }
  );

/** An attachment place with the name that its construct ID is derived from. */
interface Named {
  /** The ID of the attachment's construct. Invariant: different places have different keys. */
  readonly key: string;
  /** Undefined for the root and for OUs that Terraform looks up when it plans. */
  readonly id?: string | undefined;
}

/**
 * The place of a target; an ID may be an unresolved token. Throws when the organization is known and does not have the
 * OU. Invariant: keys do not depend on whether the organization is known.
 */
export function attachmentPlace(
  scope: Construct,
  target: Target,
  organization?: Organization,
): AttachmentPlace {
  switch (target.kind) {
    case 'root':
      return { ...target, key: 'root', id: organization?.root.id };
    case 'unit':
      return { ...target, key: pathId(target.names), id: organization && unitId(organization, target) };
    case 'id':
      if (!Token.isUnresolved(target.id)) return { ...target, key: target.id };
      return { kind: 'reference', id: target.id, key: referenceId(scope, target.id) };
  }
}

/** The place of a list of targets that is itself an unresolved token. */
export function attachmentPlaces(scope: Construct, ids: readonly string[]): AttachmentPlace {
  return { kind: 'references', ids, key: referenceId(scope, ids) };
}

/**
 * Whether two places may be the same target. An open place may be any target. The IDs of an organization file are not
 * used: they would change an order that is in the state already, and so replace attachments.
 */
export function maybeSame(a: AttachmentPlace, b: AttachmentPlace): boolean {
  if (a.key === b.key) return true;
  if (isOpen(a) || isOpen(b)) return true;
  if (a.kind === 'id' && b.kind !== 'id') return namesPlace(a.id, b);
  if (b.kind === 'id' && a.kind !== 'id') return namesPlace(b.id, a);
  return false;
}

/** Whether the target is known only later. */
export function isOpen(place: AttachmentPlace): boolean {
  return place.kind === 'reference' || place.kind === 'references';
}

function unitId(organization: Organization, target: Target & { readonly kind: 'unit' }): string {
  const unit = unitAt(organization, target.names);
  if (unit === undefined)
    throw new Error(`no organizational unit ${quoted(renderTarget(target))} in the organization`);
  return unit.id;
}

/** True if an ID may be that of the root or of an OU that is named by its path. */
function namesPlace(id: string, place: AttachmentPlace): boolean {
  return place.kind === 'root' ? isRootId(id) : id.startsWith('ou-');
}

/** The two dots distinguish it from the path of an OU. */
function referenceId(scope: Construct, token: unknown): string {
  const text = referenceText(scope, token).replace(/^\$\{(.*)\}$/s, '$1');
  return `.${pathId(text.split('.'))}`;
}
