import { policyTypes } from '../../policy/limits.js';
import type { ChatChannel, MissingPart } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { AwsFailure } from './aws-failure.js';
import { type Attachments, collectAttachments } from './collect-attachments.js';
import type { Collected, CollectedPolicy, CollectedTree } from './collected.js';
import type { AccountItem, Fetch, PolicyItem, UnitItem } from './request.js';

/** What else to ask for. */
export interface CollectSettings {
  readonly tags: boolean;
  /** The chat configurations, which only the accounts themselves know. */
  readonly channels: boolean;
}

/**
 * Reads an organization with no more questions than it takes. What AWS does not answer is `missing`; rejects where
 * there is nothing to begin with, or AWS answers nothing any more.
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
  const [attached, channels] = await Promise.all([
    Promise.all(
      policyTypes.map((type, index) =>
        isInUse(type, tree)
          ? collectAttachments(ask, type, lists[index], tree.targets, missing)
          : { targets: new Map(), found: [] },
      ),
    ),
    settings.channels ? collectChannels(ask, tree, missing) : undefined,
  ]);
  const others = await describeAll(ask, unlisted(attached, described), settings, missing);
  const targets = new Map(attached.flatMap((one) => [...one.targets]));
  missing.push(...placesNotFound(targets, tree));
  return { organization, tree, policies: [...described, ...others], targets, channels, missing };
}

async function describeOrganization(ask: Fetch): Promise<Collected['organization']> {
  const answer = await ask({ operation: 'DescribeOrganization', subject: '' });
  if ('reason' in answer) throw new AwsFailure('fatal', answer.reason);
  const [organization] = answer.items;
  if (organization === undefined) throw new AwsFailure('fatal', 'there is no organization');
  return organization;
}

async function describeAll(
  ask: Fetch,
  policies: readonly PolicyItem[],
  { tags }: CollectSettings,
  missing: MissingPart[],
): Promise<readonly CollectedPolicy[]> {
  return Promise.all(policies.map((policy) => describePolicy(ask, policy, tags, missing)));
}

/** Whether policies of the type can be attached; switching a type off detaches all of them. */
function isInUse(type: PolicyType, { root }: CollectedTree): boolean {
  return root.policyTypes.some((one) => one.type === type);
}

/** Policies that are attached and in no list: made while the organization was read, or not to be listed. */
function unlisted(
  attached: readonly Attachments[],
  known: readonly CollectedPolicy[],
): readonly PolicyItem[] {
  const ids = new Set(known.map(({ id }) => id));
  return attached.flatMap(({ found }) => found).filter(({ id }) => !ids.has(id));
}

/** Targets that are not in the tree: it was changed while it was read, or it could not be read whole. */
function placesNotFound(
  targets: ReadonlyMap<string, readonly string[]>,
  tree: CollectedTree,
): readonly MissingPart[] {
  const ids = new Set([...targets.values()].flat().filter((id) => !tree.targets.has(id)));
  const reason = 'a policy is attached to it, but it was not found in the tree';
  return [...ids].map((id) => ({ what: 'place', id, reason }));
}

const channelOperations = [
  'DescribeSlackChannelConfigurations',
  'ListMicrosoftTeamsChannelConfigurations',
  'DescribeChimeWebhookConfigurations',
] as const;

async function collectChannels(
  ask: Fetch,
  tree: CollectedTree,
  missing: MissingPart[],
): Promise<readonly ChatChannel[]> {
  const accounts = [...tree.accounts.values()].flat();
  const found = await Promise.all(
    accounts.map(async ({ id }) => {
      const answers = await Promise.all(
        channelOperations.map((operation) => ask({ operation, subject: id })),
      );
      const reasons = answers.flatMap((answer) => ('reason' in answer ? [answer.reason] : []));
      if (reasons.length > 0)
        missing.push({ what: 'channels', id, reason: [...new Set(reasons)].join('; ') });
      return answers.flatMap((answer) => ('items' in answer ? answer.items : []));
    }),
  );
  return found.flat();
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

/** Walks the organization from its root, every unit at once: two questions each. Rejects where there is no root. */
async function collectTree(ask: Fetch, missing: MissingPart[]): Promise<CollectedTree> {
  const roots = await ask({ operation: 'ListRoots', subject: '' });
  if ('reason' in roots) throw new AwsFailure('fatal', roots.reason);
  const [root] = roots.items;
  if (root === undefined) throw new AwsFailure('fatal', 'the organization has no root');
  const units = new Map<string, readonly UnitItem[]>();
  const accounts = new Map<string, readonly AccountItem[]>();
  const targets = new Set<string>();
  const visit = async (id: string): Promise<void> => {
    targets.add(id);
    const [below, inside] = await Promise.all([
      ask({ operation: 'ListOrganizationalUnitsForParent', subject: id }),
      ask({ operation: 'ListAccountsForParent', subject: id }),
    ]);
    if ('reason' in inside) missing.push({ what: 'accounts', id, reason: inside.reason });
    else accounts.set(id, inside.items);
    if ('reason' in below) missing.push({ what: 'organizationalUnits', id, reason: below.reason });
    else units.set(id, below.items);
    for (const account of accounts.get(id) ?? []) targets.add(account.id);
    await Promise.all((units.get(id) ?? []).map((unit) => visit(unit.id)));
  };
  await visit(root.id);
  return { root, units, accounts, targets };
}
