import {
  type AttachmentTarget,
  accountLocations,
  type ChatChannel,
  cachePerOrganization,
} from '../../policy/organization/organization.js';
import { partitionOfOrganization } from '../../policy/partition.js';

/** Facts of an organization file about its accounts. */
export interface AccountFacts {
  readonly organizationId: string;
  readonly partition: () => string;
  /** The chat configurations of an account with this name. */
  readonly channelsNamed: (accountId: string, name: string) => readonly ChatChannel[];
  /** AWS's word for the state of an account, such as `SUSPENDED`; undefined for an active one. */
  readonly statusOf: (accountId: string) => string | undefined;
  /** From the root to the account, both included; undefined when it is not in the organization. */
  readonly pathTo: (accountId: string) => readonly AttachmentTarget[] | undefined;
}

/** Looks up accounts of an organization; tree, policies and channels are read once, when first needed. */
export const accountFacts = cachePerOrganization((organization): AccountFacts => {
  let known: string | undefined;
  const partition = (): string => {
    known ??= partitionOfOrganization(organization);
    return known;
  };
  const pathTo = (accountId: string): readonly AttachmentTarget[] | undefined => {
    const location = accountLocations(organization).get(accountId);
    return location && [...location.units, location.account];
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
  const statusOf = (accountId: string): string | undefined => {
    const status = accountLocations(organization).get(accountId)?.account.status;
    return status === 'ACTIVE' ? undefined : status;
  };
  return { organizationId: organization.id, partition, channelsNamed, statusOf, pathTo };
});
