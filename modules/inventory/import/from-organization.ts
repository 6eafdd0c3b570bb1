import type {
  MissingPart,
  Organization,
  OrganizationPolicy,
} from '../../policy/organization/organization.js';
import {
  atlasOf,
  type OrganizationIndex,
  type OrganizationNode,
  spotOf,
} from '../../policy/organization/organization-index.js';
import { parseTarget } from '../../policy/organization/target.js';
import { renderTarget } from '../../policy/plan/plan.js';
import type { Problem } from '../../policy/problems/problem.js';
import { quoted } from '../../policy/text/quote.js';
import { attachmentOrder } from './attachment-order.js';
import {
  type FoundPlace,
  type FoundPolicy,
  type FoundTarget,
  type ImportSource,
  importGap,
  leftAlone,
  notImported,
  policyTypeOf,
} from './found-policy.js';

/** The policies of an organization file and where they are attached. */
export function fromOrganization(organization: Organization, file: string): ImportSource {
  const atlas = atlasOf(organization);
  const all = [...organization.policies.values()];
  const placeOf = (id: string): FoundPlace => ({ file, path: ['policies', id] });
  const kept = all.flatMap((policy) => {
    const keeper = unmanageableReason(policy);
    return keeper === undefined ? [] : [leftAlone(placeOf(policy.id), `${quoted(policy.name)} is ${keeper}`)];
  });
  const unread = new Set(organization.missing.filter(({ what }) => what === 'policy').map(({ id }) => id));
  const ours = all.filter((policy) => unmanageableReason(policy) === undefined && !unread.has(policy.id));
  const after = attachmentOrder(atlas);
  const attached = attachmentsIn(atlas);
  const policies = ours.flatMap((policy): FoundPolicy[] => {
    const type = policyTypeOf(policy.type);
    if (type === undefined) return [];
    const { id, name, description = '', tags = {}, content } = policy;
    const targets = attached.get(id) ?? [];
    const retention = { skipDestroy: false, preventDestroy: false };
    const known = { type, name, description, tags, content, id, place: placeOf(id) };
    return [{ ...known, targets, ...retention, after: after.get(id) ?? [] }];
  });
  return { policies, problems: [...kept, ...missingParts(organization, file), ...gaps(ours, placeOf)] };
}

/** Where every policy is attached, by its id and in the order of the tree. */
function attachmentsIn(atlas: OrganizationIndex): ReadonlyMap<string, readonly FoundTarget[]> {
  const attached = new Map<string, FoundTarget[]>();
  for (const spot of atlas.spots.values()) {
    for (const id of spot.node.policies) {
      const target = targetAt(spot, atlas);
      const targets = attached.get(id);
      if (targets === undefined) attached.set(id, [target]);
      else targets.push(target);
    }
  }
  return attached;
}

/** What could not be read of the organization, and so is not in the configuration. */
function missingParts({ missing }: Organization, file: string): Problem[] {
  return missing.flatMap((part, index) => {
    const what = whatIsMissing(part);
    const place = { file, path: ['missing', index] };
    return what === undefined ? [] : [notImported(place, `${what}: ${part.reason}`, 'collect again')];
  });
}

function whatIsMissing({ what, id }: MissingPart): string | undefined {
  const whose = quoted(id);
  switch (what) {
    case 'policy':
      return `the document of ${whose} was not read`;
    case 'policies':
      return `the policies of type ${whose} were not read`;
    case 'attachments':
      return `what is attached to ${whose} was not read`;
    case 'accounts':
    case 'organizationalUnits':
      return `what stands below ${whose} was not read, nor what is attached there`;
    case 'place':
      return `${whose}, to which a policy is attached, has no place in the tree`;
    case 'channels':
    case 'tags':
      return undefined;
    default:
      return `${quoted(what)} of ${whose} was not read`;
  }
}

/** Descriptions and tags that the file does not hold: Terraform would take the empty ones for what is meant. */
function gaps(policies: readonly OrganizationPolicy[], placeOf: (id: string) => FoundPlace): Problem[] {
  return (['description', 'tags'] as const).flatMap((key) => {
    const [first, ...others] = policies.filter((policy) => policy[key] === undefined);
    if (first === undefined) return [];
    const whose = others.length === 0 ? '' : ` and of ${others.length} more`;
    const message = `no ${key} of ${quoted(first.name)}${whose}: Terraform would remove what there is`;
    return [importGap(placeOf(first.id), message, 'collect again; older files do not hold it')];
  });
}

/** Who keeps a policy that Terraform must not own, as the end of a sentence; undefined where nobody does. */
function unmanageableReason({
  id,
  name,
  type,
  awsManaged,
}: Pick<OrganizationPolicy, 'id' | 'name' | 'type' | 'awsManaged'>): string | undefined {
  if (awsManaged || id === 'p-FullAWSAccess') return "AWS's own";
  if (policyTypeOf(type) === undefined) return `a \`${type}\`, which this toolkit does not govern`;
  if (name.startsWith('aws-guardrails-')) return "Control Tower's, which repairs every change";
  return undefined;
}

/** A place as the configuration names it: by its path where that means the place, otherwise by its id. */
export function targetAt(spot: OrganizationNode, atlas: OrganizationIndex): FoundTarget {
  const { id, name } = spot.node;
  const written = renderTarget(spot.target);
  const read = parseTarget(written);
  const isPlain = 'target' in read && spotOf(atlas, read.target) === spot;
  if (isPlain && spot.unit !== undefined) return { written, attachedTo: id };
  return { written: isPlain ? written : id, attachedTo: id, ...(name === '' ? {} : { comment: name }) };
}
