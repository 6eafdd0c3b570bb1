import {
  type AttachmentTarget,
  accountsOf,
  type ChatChannel,
  type Organization,
} from '../../policy/organization/organization.js';
import { partitionOfOrganization } from '../../policy/partition.js';

/** What an organization file says about its accounts. */
export interface AccountFacts {
  readonly organizationId: string;
  readonly partition: () => string;
  readonly channels: readonly ChatChannel[];
  /** From the root to the account, both included; undefined when it is not in the organization. */
  readonly wayTo: (accountId: string) => readonly AttachmentTarget[] | undefined;
  /** `aws:PrincipalOrgPaths` of the account: `o-…/r-…/ou-…/`, without the account itself. */
  readonly pathOf: (accountId: string) => string | undefined;
}

/** Looks up accounts of an organization; the tree and the policies are read once, when first needed. */
export function accountFacts(organization: Organization): AccountFacts {
  let known: string | undefined;
  const partition = (): string => {
    known ??= partitionOfOrganization(organization);
    return known;
  };
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
  return { organizationId: organization.id, partition, channels: organization.channels, wayTo, pathOf };
}
