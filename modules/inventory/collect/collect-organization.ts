import type { ChatChannel, MissingPart } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { AwsFailure } from './aws-failure.js';
import { type Attachments, collectAttachments } from './collect-attachments.js';
import { describePolicy, listPolicies, policyTypes } from './collect-policies.js';
import { collectTree } from './collect-tree.js';
import type { Collected, CollectedPolicy, CollectedTree } from './collected.js';
import type { Fetch, PolicyItem } from './request.js';

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
