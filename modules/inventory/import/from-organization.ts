import type { MissingPart, Organization, OrganizationPolicy } from '../../policy/organization.js';
import { type Atlas, atlasOf } from '../../policy/planning/atlas.js';
import { type Problem, quoted } from '../../policy/problem.js';
import { attachmentOrder } from './attachment-order.js';
import {
  type Found,
  type FoundPlace,
  type FoundPolicy,
  type FoundTarget,
  importGap,
  leftAlone,
  notImported,
} from './found-policy.js';
import { keeperOf } from './keeper-of.js';
import { policyTypeOf } from './policy-type-of.js';
import { targetAt } from './target-at.js';

/** The policies of an organization file and where they are attached. */
export function fromOrganization(organization: Organization, file: string): Found {
  const atlas = atlasOf(organization);
  const all = [...organization.policies.values()];
  const placeOf = (id: string): FoundPlace => ({ file, path: ['policies', id] });
  const kept = all.flatMap((policy) => {
    const keeper = keeperOf(policy);
    return keeper === undefined ? [] : [leftAlone(placeOf(policy.id), `${quoted(policy.name)} is ${keeper}`)];
  });
  const unread = new Set(organization.missing.filter(({ what }) => what === 'policy').map(({ id }) => id));
  const ours = all.filter((policy) => keeperOf(policy) === undefined && !unread.has(policy.id));
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
function attachmentsIn(atlas: Atlas): ReadonlyMap<string, readonly FoundTarget[]> {
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
