import type { Organization } from '../../policy/organization.js';
import { parseTarget } from '../../policy/parse-target.js';
import { type Atlas, atlasOf, spotOf } from '../../policy/planning/atlas.js';
import { policyMeaning } from '../../policy/policy-meaning.js';
import { type Problem, quoted } from '../../policy/problem.js';
import { type Found, type FoundPolicy, type FoundTarget, importGap } from './found-policy.js';
import { fromOrganization } from './from-organization.js';
import { targetAt } from './target-at.js';

/**
 * What was found in files, held against the organization that it stands for: its policies of the same type and name
 * give ids and attachments, and for a bare document, which may also be known by what it says, everything else.
 */
export function inOrganization(
  { policies, problems }: Found,
  organization: Organization,
  file: string,
): Found {
  const atlas = atlasOf(organization);
  const known = fromOrganization(organization, file).policies;
  const matched = policies.map((policy) => matchOf(policy, known, atlas));
  return {
    policies: matched.map(({ policy }) => policy),
    problems: [...problems, ...matched.flatMap((match) => match.problems)],
  };
}

interface Match {
  readonly policy: FoundPolicy;
  readonly problems: readonly Problem[];
}

function matchOf(policy: FoundPolicy, known: readonly FoundPolicy[], atlas: Atlas): Match {
  const twin = twinOf(policy, known);
  if (twin === undefined) {
    const message = `no policy ${quoted(policy.name)} of its type in the organization: Terraform will create it`;
    const targets = policy.targets?.map((target) => placed(target, atlas, undefined));
    return { policy: { ...policy, targets }, problems: [importGap(policy.place, message)] };
  }
  if (policy.targets === undefined) {
    const { place } = policy;
    const content = spelled(policy, twin);
    return { policy: { ...twin, place, content }, problems: differing(policy, twin) };
  }
  const targets = policy.targets.map((target) => placed(target, atlas, twin));
  const ours = new Set(targets.map(({ written }) => written));
  const others = (twin.targets ?? []).filter(({ written }) => !ours.has(written));
  const elsewhere = others.map(({ written }) => {
    const message = `${quoted(policy.name)} is attached to ${quoted(written)} too, of which its source says nothing`;
    return importGap(policy.place, message, 'add it to `targets`, or detach it');
  });
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

/** The target as the organization names it, and whether the policy is attached there. */
function placed(target: FoundTarget, atlas: Atlas, twin: FoundPolicy | undefined): FoundTarget {
  const parsed = parseTarget(target.written);
  const spot = 'target' in parsed ? spotOf(atlas, parsed.target) : undefined;
  if (spot === undefined) return target;
  const { attachedTo, ...named } = targetAt(spot, atlas);
  const isAttached = twin?.targets?.some((other) => other.attachedTo === attachedTo) === true;
  return { ...named, ...(isAttached && attachedTo !== undefined ? { attachedTo } : {}) };
}

/** The document as the organization spells it where that says the same. */
function spelled({ type, content }: FoundPolicy, twin: FoundPolicy): FoundPolicy['content'] {
  return policyMeaning(type, content) === policyMeaning(type, twin.content) ? twin.content : content;
}

function differing({ type, name, content, place }: FoundPolicy, twin: FoundPolicy): Problem[] {
  if (policyMeaning(type, content) === policyMeaning(type, twin.content)) return [];
  const message = `${quoted(name)} says something else in the organization: Terraform will write what stands here`;
  return [importGap(place, message, 'compare the two with `chat-guardrails drift`')];
}
