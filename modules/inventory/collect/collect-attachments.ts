import type { MissingPart } from '../../policy/organization/organization.js';
import type { PolicyType } from '../../policy/plan/plan.js';
import type { Fetch, PolicyItem } from './request.js';

/** Where the policies of one type are attached. */
export interface Attachments {
  /** Ids of targets, by the policy's id. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** Policies that were found attached and in no list. */
  readonly found: readonly PolicyItem[];
}

/**
 * Asks every policy for its targets, or every target for its policies, whichever takes fewer questions: a policy
 * with up to twenty targets answers in one request, and so does every target. Where the policies do not answer, or
 * cannot be listed, the targets are asked.
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
        : [[policy.id, answer.items.map(({ id }) => id)] as const];
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
      for (const policy of answer.items) {
        found.set(policy.id, policy);
        const known = targets.get(policy.id);
        if (known === undefined) targets.set(policy.id, [id]);
        else known.push(id);
      }
    }),
  );
  return { targets, found: [...found.values()] };
}
