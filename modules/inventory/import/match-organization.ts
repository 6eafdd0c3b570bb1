import type { Organization } from '../../policy/organization/organization.js';
import {
  indexOrganization,
  type OrganizationIndex,
  spotOf,
} from '../../policy/organization/organization-index.js';
import { parseTarget } from '../../policy/organization/target.js';
import { policyMeaning } from '../../policy/policy-meaning.js';
import type { Problem } from '../../policy/problems/problem.js';
import { type FoundPolicy, type FoundTarget, type ImportSource, importGap } from './found-policy.js';
import { fromOrganization, targetAt } from './from-organization.js';

/**
 * A source completed from the organization. A policy of the same type and name gives its ID and attachments. A document
 * without targets takes everything but its content from that policy, or from the only one with the same meaning.
 */
export function inOrganization(
  { policies, problems, ...source }: ImportSource,
  organization: Organization,
  file: string,
): ImportSource {
  const index = indexOrganization(organization);
  const known = fromOrganization(organization, file).policies;
  const matched = policies.map((policy) => matchOf(policy, known, index));
  return {
    ...source,
    policies: matched.map(({ policy }) => policy),
    problems: [...problems, ...matched.flatMap((match) => match.problems)],
  };
}

interface Match {
  readonly policy: FoundPolicy;
  readonly problems: readonly Problem[];
}

function matchOf(policy: FoundPolicy, known: readonly FoundPolicy[], index: OrganizationIndex): Match {
  const twin = twinOf(policy, known);
  if (twin === undefined) {
    const targets = policy.targets?.map((target) => placed(target, index, undefined));
    return {
      policy: { ...policy, targets },
      problems: [importGap(policy.place, { rule: 'new', policy: policy.name })],
    };
  }
  if (policy.targets === undefined) {
    const { place } = policy;
    const content = spelled(policy, twin);
    return { policy: { ...twin, place, content }, problems: differing(policy, twin) };
  }
  const targets = policy.targets.map((target) => placed(target, index, twin));
  const ours = new Set(targets.map(({ written }) => written));
  const others = (twin.targets ?? []).filter(({ written }) => !ours.has(written));
  const elsewhere = others.map(({ written }) =>
    importGap(policy.place, { rule: 'attached-elsewhere', policy: policy.name, target: written }),
  );
  const { id, after } = twin;
  return {
    policy: {
      ...policy,
      content: spelled(policy, twin),
      targets,
      after,
      ...(id === undefined ? {} : { id }),
    },
    problems: [...differing(policy, twin), ...elsewhere],
  };
}

function twinOf(policy: FoundPolicy, known: readonly FoundPolicy[]): FoundPolicy | undefined {
  const ofType = known.filter(({ type }) => type === policy.type);
  const namesake = ofType.find(({ name }) => name === policy.name);
  if (namesake !== undefined || policy.targets !== undefined) return namesake;
  const meaning = policyMeaning(policy.type, policy.content);
  const alike = ofType.filter(({ content }) => policyMeaning(policy.type, content) === meaning);
  return alike.length === 1 ? alike[0] : undefined;
}

/** The target as the organization names it, with its ID where the policy is attached to it. */
function placed(target: FoundTarget, index: OrganizationIndex, twin: FoundPolicy | undefined): FoundTarget {
  const parsed = parseTarget(target.written);
  const spot = 'target' in parsed ? spotOf(index, parsed.target) : undefined;
  if (spot === undefined) return target;
  const { attachedTo, ...named } = targetAt(spot, index);
  const isAttached = twin?.targets?.some((other) => other.attachedTo === attachedTo) === true;
  return { ...named, ...(isAttached && attachedTo !== undefined ? { attachedTo } : {}) };
}

/** The document as the organization has it where both have the same meaning. */
function spelled({ type, content }: FoundPolicy, twin: FoundPolicy): FoundPolicy['content'] {
  return policyMeaning(type, content) === policyMeaning(type, twin.content) ? twin.content : content;
}

function differing({ type, name, content, place }: FoundPolicy, twin: FoundPolicy): Problem[] {
  if (policyMeaning(type, content) === policyMeaning(type, twin.content)) return [];
  return [importGap(place, { rule: 'content', policy: name })];
}

/** What is open where a source has no IDs or attachments; with an organization, missing IDs are reported already. */
export function missingFacts(
  policies: readonly FoundPolicy[],
  organizationIsKnown: boolean,
): readonly Problem[] {
  const unattached = policies.filter(({ targets }) => targets === undefined);
  const unknown = organizationIsKnown ? [] : policies.filter(({ id }) => id === undefined);
  return [
    ...unattached.map(({ name, place }) => importGap(place, { rule: 'targets', policy: name })),
    ...unidentified(unknown),
  ];
}

function unidentified([first, ...others]: readonly FoundPolicy[]): readonly Problem[] {
  if (first === undefined) return [];
  return [importGap(first.place, { rule: 'id', policy: first.name, count: others.length + 1 })];
}
