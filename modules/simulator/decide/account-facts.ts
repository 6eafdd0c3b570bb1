import {
  type AttachmentTarget,
  accountsOf,
  type Organization,
} from '../../policy/organization/organization.js';

/** What an organization knows about its accounts. */
export interface AccountFacts {
  readonly organizationId: string;
  /** From the root to the account, both included; undefined when it is not in the organization. */
  readonly wayTo: (accountId: string) => readonly AttachmentTarget[] | undefined;
  /** `aws:PrincipalOrgPaths` of the account: `o-…/r-…/ou-…/`, without the account itself. */
  readonly pathOf: (accountId: string) => string | undefined;
}

/** Looks accounts up; the tree is walked once, when the first one is asked for. */
export function accountFacts(organization: Organization): AccountFacts {
  let ways: Map<string, readonly AttachmentTarget[]> | undefined;
  const wayTo = (accountId: string): readonly AttachmentTarget[] | undefined => {
    if (ways === undefined) {
      ways = new Map();
      for (const { account, units } of accountsOf(organization)) ways.set(account.id, [...units, account]);
    }
    return ways.get(accountId);
  };
  const pathOf = (accountId: string): string | undefined => {
    const ids = wayTo(accountId)
      ?.slice(0, -1)
      .map((target) => target.id);
    return ids && `${[organization.id, ...ids].join('/')}/`;
  };
  return { organizationId: organization.id, wayTo, pathOf };
}
