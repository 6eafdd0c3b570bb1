import type { MissingPart } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { CollectedPolicy } from './collected.js';
import type { Fetch, PolicyItem } from './request.js';

export const policyTypes: readonly PolicyType[] = ['CHATBOT_POLICY', 'SERVICE_CONTROL_POLICY'];

/** The policies of a type, without their documents; undefined where they cannot be listed. */
export async function listPolicies(
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
export async function describePolicy(
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
