import type { MissingPart } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import { uniqueById } from './collect-tree.js';
import type { Fetch, PolicyItem } from './request.js';

/** Where the policies of one type are attached. */
export interface Attachments {
  /** Ids of targets, by the policy's ID. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** The attached policies that were found at targets. */
  readonly found: readonly PolicyItem[];
}

/**
 * Lists the targets of every policy, or the policies of every target, whichever needs fewer requests: both take one
 * request for up to twenty. The policies of targets are also listed where policies cannot be.
 */
export async function collectAttachments(
  ask: Fetch,
  type: PolicyType,
  policies: readonly PolicyItem[] | undefined,
  places: ReadonlySet<string>,
  missing: MissingPart[],
): Promise<Attachments> {
  if (policies !== undefined && policies.length <= places.size) {
    const answers = await Promise.all(
      policies.map(({ id }) => ask({ operation: 'ListTargetsForPolicy', subject: id })),
    );
    const entries = answers.flatMap((answer, index) => {
      const policy = policies[index];
      return 'reason' in answer || policy === undefined
        ? []
        : [[policy.id, uniqueById(answer.items).map(({ id }) => id)] as const];
    });
    if (entries.length === policies.length) return { targets: new Map(entries), found: [] };
  }
  return fromTargets(ask, type, places, missing);
}

async function fromTargets(
  ask: Fetch,
  type: PolicyType,
  places: ReadonlySet<string>,
  missing: MissingPart[],
): Promise<Attachments> {
  const targets = new Map<string, string[]>();
  const found = new Map<string, PolicyItem>();
  await Promise.all(
    [...places].map(async (id) => {
      const answer = await ask({ operation: 'ListPoliciesForTarget', subject: id, policyType: type });
      if ('reason' in answer) {
        missing.push({ what: 'attachments', id, reason: answer.reason });
        return;
      }
      for (const policy of uniqueById(answer.items)) {
        found.set(policy.id, policy);
        const known = targets.get(policy.id);
        if (known === undefined) targets.set(policy.id, [id]);
        else known.push(id);
      }
    }),
  );
  return { targets, found: [...found.values()] };
}
