import {
  type AttachmentTarget,
  accountsOf,
  type ChatChannel,
  oncePerOrganization,
} from '../../policy/organization/organization.js';
import { partitionOfOrganization } from '../../policy/partition.js';

/** What an organization file says about its accounts. */
export interface AccountFacts {
  readonly organizationId: string;
  readonly partition: () => string;
  /** The chat configurations of an account with this name. */
  readonly channelsNamed: (accountId: string, name: string) => readonly ChatChannel[];
  /** From the root to the account, both included; undefined when it is not in the organization. */
  readonly wayTo: (accountId: string) => readonly AttachmentTarget[] | undefined;
  /** `aws:PrincipalOrgPaths` of the account: `o-…/r-…/ou-…/`, without the account itself. */
  readonly pathOf: (accountId: string) => string | undefined;
}

/** Looks up accounts of an organization; tree, policies and channels are read once, when first needed. */
export const accountFacts = oncePerOrganization((organization): AccountFacts => {
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
  let channels: Map<string, ChatChannel[]> | undefined;
  const channelsNamed = (accountId: string, name: string): readonly ChatChannel[] => {
    if (channels === undefined) {
      channels = new Map();
      for (const channel of organization.channels) {
        const key = `${channel.accountId} ${channel.name}`;
        const others = channels.get(key);
        if (others === undefined) channels.set(key, [channel]);
        else others.push(channel);
      }
    }
    return channels.get(`${accountId} ${name}`) ?? [];
  };
  return { organizationId: organization.id, partition, channelsNamed, wayTo, pathOf };
});
