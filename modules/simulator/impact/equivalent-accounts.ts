import {
  type AccountLocation,
  type AttachmentTarget,
  accountLocations,
  accountsOf,
  type Organization,
} from '../../policy/organization/organization.js';

/** Accounts that all policies treat alike in two states of an organization. */
export interface EquivalentAccounts {
  /** One of the accounts, which represents the others in a request. */
  readonly accountId: string;
  /** The root, the OUs and the account itself, before and after; empty where the organization lacks the account. */
  readonly paths: AccountPaths;
}

export interface AccountPaths {
  readonly before: readonly AttachmentTarget[];
  readonly after: readonly AttachmentTarget[];
}

/**
 * Returns the equivalence class of each account, in the order of the tree after the change; then those that leave.
 * Accounts are equivalent if they are in the same OU, only AWS managed policies are attached to them, and no policy
 * can distinguish them by their IDs.
 */
export function equivalentAccounts(
  before: Organization,
  after: Organization,
): readonly (readonly [accountId: string, accounts: EquivalentAccounts])[] {
  const old = accountLocations(before);
  const standsOut = isIndividuallyTreated(before, after);
  const situations: (readonly [string, EquivalentAccounts])[] = [];
  const shared = new Map<string, EquivalentAccounts>();
  let last: { was: AccountLocation; now: AccountLocation; situation: EquivalentAccounts } | undefined;
  for (const now of accountsOf(after)) {
    const { id } = now.account;
    const was = old.get(id) ?? outside(now);
    const isAlone = standsOut(was, now);
    if (isAlone || last === undefined || !isAlike(last.was, was) || !isAlike(last.now, now)) {
      const key = isAlone ? id : keyOf(was, now);
      const situation = shared.get(key) ?? situationOf(was, now);
      shared.set(key, situation);
      situations.push([id, situation]);
      last = isAlone ? undefined : { was, now, situation };
    } else situations.push([id, last.situation]);
  }
  const kept = accountLocations(after);
  const left = [...old.values()].filter(({ account }) => !kept.has(account.id));
  return [...situations, ...left.map((was) => [was.account.id, situationOf(was, outside(was))] as const)];
}

/** The location of an account in a state that lacks it: no policy applies to it. */
function outside({ account }: AccountLocation): AccountLocation {
  return { account: { ...account, policies: [] }, units: [] };
}

function situationOf(was: AccountLocation, now: AccountLocation): EquivalentAccounts {
  return { accountId: now.account.id, paths: { before: pathOf(was), after: pathOf(now) } };
}

function pathOf({ account, units }: AccountLocation): readonly AttachmentTarget[] {
  return units.length === 0 ? [] : [...units, account];
}

function isAlike(a: AccountLocation, b: AccountLocation): boolean {
  const [first, second] = [a.account.policies, b.account.policies];
  return (
    a.units === b.units &&
    first.length === second.length &&
    first.every((policy, index) => policy === second[index])
  );
}

function keyOf(was: AccountLocation, now: AccountLocation): string {
  return [was, now]
    .map(({ account, units }) => `${units.at(-1)?.id} ${account.policies.join(' ')}`)
    .join(' ');
}

/** True if an account may be treated differently from the other accounts of its OU. */
function isIndividuallyTreated(
  before: Organization,
  after: Organization,
): (was: AccountLocation, now: AccountLocation) => boolean {
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
  const awsManaged = new Set(
    [...before.policies.values()]
      .filter(({ id, awsManaged }) => awsManaged && after.policies.get(id)?.awsManaged === true)
      .map(({ id }) => id),
  );
  const isAwsManaged = (id: string): boolean => awsManaged.has(id);
  const holdsOwn = ({ account }: AccountLocation): boolean => !account.policies.every(isAwsManaged);
  return (was, now) => named.has(now.account.id) || holdsOwn(was) || holdsOwn(now);
}

/**
 * True if a policy document contains a pattern that may match some account IDs and not others. An account ID is a
 * whole value or follows a colon of an ARN, so `m5.*` is not such a pattern.
 */
export function mayMatchSomeAccounts(document: string): boolean {
  return /[":*?]\d+[*?]|[*?]\d/.test(document);
}
