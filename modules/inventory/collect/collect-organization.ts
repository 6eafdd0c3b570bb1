import { policyTypes } from '../../policy/limits.js';
import type { MissingPart } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { AwsFailure } from './aws-failure.js';
import { type Attachments, collectAttachments } from './collect-attachments.js';
import { collectChat } from './collect-channels.js';
import { collectTree, uniqueById } from './collect-tree.js';
import type { Collected, CollectedPolicy, CollectedTree } from './collected.js';
import type { Fetch, PolicyItem } from './request.js';

/** What else is collected. */
export interface CollectSettings {
  readonly tags: boolean;
  /** The chat configurations, which only the accounts themselves can read. */
  readonly channels: boolean;
}

/**
 * Reads an organization with as few requests as possible. What AWS does not answer is `missing`; rejects where the
 * organization or its root cannot be read.
 */
export async function collectOrganization(ask: Fetch, settings: CollectSettings): Promise<Collected> {
  const missing: MissingPart[] = [];
  const listed = Promise.all(policyTypes.map((type) => listPolicies(ask, type, missing)));
  const [organization, tree, lists, described] = await Promise.all([
    describeOrganization(ask),
    collectTree(ask, missing),
    listed,
    listed.then((lists) =>
      describeAll(
        ask,
        lists.flatMap((policies) => policies ?? []),
        settings,
        missing,
      ),
    ),
  ]);
  const [attached, chat] = await Promise.all([
    Promise.all(
      policyTypes.map((type, index) =>
        isInUse(type, tree)
          ? collectAttachments(ask, type, lists[index], tree.targets, missing)
          : { targets: new Map(), found: [] },
      ),
    ),
    settings.channels ? collectChat(ask, [...tree.accounts.values()].flat(), missing) : undefined,
  ]);
  const others = await describeAll(ask, unlisted(attached, described), settings, missing);
  const targets = new Map(attached.flatMap((one) => [...one.targets]));
  missing.push(...placesNotFound(targets, tree, missing));
  return { organization, tree, policies: [...described, ...others], targets, chat, missing };
}

async function describeOrganization(ask: Fetch): Promise<Collected['organization']> {
  const answer = await ask({ operation: 'DescribeOrganization', subject: '' });
  if ('reason' in answer) throw new AwsFailure('fatal', answer.reason);
  const [organization] = answer.items;
  if (organization === undefined) throw new AwsFailure('fatal', 'DescribeOrganization: no organization');
  return organization;
}

async function describeAll(
  ask: Fetch,
  policies: readonly PolicyItem[],
  { tags }: CollectSettings,
  missing: MissingPart[],
): Promise<readonly CollectedPolicy[]> {
  return Promise.all(uniqueById(policies).map((policy) => describePolicy(ask, policy, tags, missing)));
}

/** Whether policies of the type can be attached; disabling a type detaches all of them. */
function isInUse(type: PolicyType, { root }: CollectedTree): boolean {
  return root.policyTypes.some((one) => one.type === type);
}

/** Policies that are attached but not listed: created while the organization was read, or listing is denied. */
function unlisted(
  attached: readonly Attachments[],
  known: readonly CollectedPolicy[],
): readonly PolicyItem[] {
  const ids = new Set(known.map(({ id }) => id));
  return attached.flatMap(({ found }) => found).filter(({ id }) => !ids.has(id));
}

/** Targets that are not in the tree: it changed while it was read, or parts of it could not be read. */
function placesNotFound(
  targets: ReadonlyMap<string, readonly string[]>,
  tree: CollectedTree,
  missing: readonly MissingPart[],
): readonly MissingPart[] {
  const known = new Set(missing.filter(({ what }) => what === 'place').map(({ id }) => id));
  const ids = new Set([...targets.values()].flat().filter((id) => !tree.targets.has(id) && !known.has(id)));
  const reason = 'ListTargetsForPolicy: a policy is attached to it, but the tree does not have it';
  return [...ids].map((id) => ({ what: 'place', id, reason }));
}

/** The policies of a type, without their documents; undefined where they cannot be listed. */
async function listPolicies(
  ask: Fetch,
  type: PolicyType,
  missing: MissingPart[],
): Promise<readonly PolicyItem[] | undefined> {
  const answer = await ask({ operation: 'ListPolicies', subject: type });
  if ('items' in answer) return answer.items;
  missing.push({ what: 'policies', id: type, reason: answer.reason });
  return undefined;
}

/** A policy with its document and, unless they are left out, its tags; AWS's own policies have none. */
async function describePolicy(
  ask: Fetch,
  policy: PolicyItem,
  withTags: boolean,
  missing: MissingPart[],
): Promise<CollectedPolicy> {
  const { id } = policy;
  const [document, tags] = await Promise.all([
    ask({ operation: 'DescribePolicy', subject: id }),
    withTags && !policy.awsManaged ? ask({ operation: 'ListTagsForResource', subject: id }) : undefined,
  ]);
  if ('reason' in document) missing.push({ what: 'policy', id, reason: document.reason });
  if (tags !== undefined && 'reason' in tags) missing.push({ what: 'tags', id, reason: tags.reason });
  return {
    ...policy,
    content: 'items' in document ? document.items[0]?.content : undefined,
    tags:
      tags !== undefined && 'items' in tags
        ? Object.fromEntries(tags.items.map(({ key, value }) => [key, value]))
        : undefined,
  };
}
