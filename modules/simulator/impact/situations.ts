import {
  type AttachmentTarget,
  accountsOf,
  type Organization,
  type OrganizationalUnit,
} from '../../policy/organization.js';
import { mayMatchSomeAccounts } from './account-patterns.js';

/** Where accounts stand in two pictures of an organization, so that all policies treat them alike. */
export interface Situation {
  /** One account of them, to ask about. */
  readonly accountId: string;
  /** With what lies above it, root first, before and after. */
  readonly ways: Ways;
}

export interface Ways {
  readonly before: readonly AttachmentTarget[];
  readonly after: readonly AttachmentTarget[];
}

/**
 * The situation of every account that both pictures have, in the order of the tree after the change. Accounts share
 * one when they stand in the same units, nothing but AWS's own policies is attached to them, and no policy can tell
 * one from the other by its id.
 */
export function situationsIn(before: Organization, after: Organization): ReadonlyMap<string, Situation> {
  const old = new Map<string, Place>();
  for (const place of accountsOf(before)) old.set(place.account.id, place);
  const standsOut = singledOut(before, after);
  const situations = new Map<string, Situation>();
  const shared = new Map<string, Situation>();
  for (const now of accountsOf(after)) {
    const { id } = now.account;
    const was = old.get(id);
    if (was === undefined) continue;
    const key = standsOut(was, now) ? id : [was, now].map(keyOf).join(' ');
    const situation = shared.get(key) ?? { accountId: id, ways: { before: wayOf(was), after: wayOf(now) } };
    shared.set(key, situation);
    situations.set(id, situation);
  }
  return situations;
}

interface Place {
  readonly account: AttachmentTarget;
  readonly units: readonly OrganizationalUnit[];
}

function wayOf({ account, units }: Place): readonly AttachmentTarget[] {
  return [...units, account];
}

function keyOf({ account, units }: Place): string {
  return `${units.at(-1)?.id} ${account.policies.join(' ')}`;
}

/** Whether an account may be treated unlike its neighbours. */
function singledOut(before: Organization, after: Organization): (was: Place, now: Place) => boolean {
  const documents = [before, after]
    .flatMap(({ policies }) => [...policies.values()])
    .filter(({ type }) => type === 'SERVICE_CONTROL_POLICY')
    .map(({ content }) => JSON.stringify(content))
    .join('\n');
  if (mayMatchSomeAccounts(documents)) return () => true;
  const named = new Set(documents.match(/\d{12}/g));
  for (const { managementAccountId, missing } of [before, after]) {
    named.add(managementAccountId);
    for (const { id } of missing) named.add(id);
  }
  const isAwsManaged = (id: string): boolean =>
    before.policies.get(id)?.awsManaged === true && after.policies.get(id)?.awsManaged === true;
  const holdsOwn = ({ account }: Place): boolean => !account.policies.every(isAwsManaged);
  return (was, now) => named.has(now.account.id) || holdsOwn(was) || holdsOwn(now);
}
