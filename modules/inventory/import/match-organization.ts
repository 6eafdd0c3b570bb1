import type { Organization } from '../../policy/organization/organization.js';
import { atlasOf, type OrganizationIndex, spotOf } from '../../policy/organization/organization-index.js';
import { parseTarget } from '../../policy/organization/target.js';
import { policyMeaning } from '../../policy/policy-meaning.js';
import type { Problem } from '../../policy/problems/problem.js';
import { quoted } from '../../policy/text/quote.js';
import { type FoundPolicy, type FoundTarget, type ImportSource, importGap } from './found-policy.js';
import { fromOrganization, targetAt } from './from-organization.js';

/**
 * What was found in files, held against the organization that it stands for: its policies of the same type and name
 * give ids and attachments, and for a bare document, which may also be known by what it says, everything else.
 */
export function inOrganization(
  { policies, problems }: ImportSource,
  organization: Organization,
  file: string,
): ImportSource {
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

function matchOf(policy: FoundPolicy, known: readonly FoundPolicy[], atlas: OrganizationIndex): Match {
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
function placed(target: FoundTarget, atlas: OrganizationIndex, twin: FoundPolicy | undefined): FoundTarget {
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

/** What sources without ids and attachments leave open; where the organization is known, ids were looked for there. */
export function openQuestions(
  policies: readonly FoundPolicy[],
  organizationIsKnown: boolean,
): readonly Problem[] {
  const unattached = policies.filter(({ targets }) => targets === undefined);
  const unknown = organizationIsKnown ? [] : policies.filter(({ id }) => id === undefined);
  return [
    ...unattached.map(({ name, place }) =>
      importGap(
        place,
        `where ${quoted(name)} is attached is not known from its source`,
        'write `targets`, or name the organization with `--organization`',
      ),
    ),
    ...unidentified(unknown),
  ];
}

function unidentified([first, ...others]: readonly FoundPolicy[]): readonly Problem[] {
  if (first === undefined) return [];
  const whose = others.length === 0 ? '' : ` and of ${others.length} more`;
  const message = `no id of ${quoted(first.name)}${whose}: what exists already, Terraform would create a second time`;
  return [
    importGap(first.place, message, 'name the organization, which knows the ids, with `--organization`'),
  ];
}
