import type { ChatbotClient } from '@aws-sdk/client-chatbot';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { STSClient } from '@aws-sdk/client-sts';
import { AwsFailure } from '../collect/aws-failure.js';
import { clientDefaults } from './client-defaults.js';

/** Clients of the chat service, one for every account. */
export interface MemberClients {
  /** The client of an account, with the credentials of the role in it. */
  readonly of: (accountId: string) => Promise<ChatbotClient>;
  readonly close: () => void;
}

export interface MemberSettings {
  /** The name of the role to assume in every account. */
  readonly role: string | undefined;
  /** The region in which chat configurations are asked for. */
  readonly chatRegion: string;
}

/**
 * Clients that assume a role in every account but the caller's own, where the caller's credentials do. Both packages
 * are loaded with the first account.
 */
export function memberClients(caller: OrganizationsClient, settings: MemberSettings): MemberClients {
  const clients = new Map<string, Promise<ChatbotClient>>();
  let first: Promise<Sts> | undefined;
  return {
    of: (accountId) => {
      first ??= connectSts(caller);
      const known =
        clients.get(accountId) ?? first.then((sts) => memberClient(accountId, caller, sts, settings));
      clients.set(accountId, known);
      known.catch(() => {
        clients.delete(accountId);
        first = undefined;
      });
      return known;
    },
    close: () => {
      for (const client of clients.values()) {
        client.then(
          (open) => open.destroy(),
          () => undefined,
        );
      }
    },
  };
}

/** AWS STS and whom it knows the caller as. */
interface Sts {
  readonly client: STSClient;
  readonly ownAccount: string;
  readonly partition: string;
}

async function connectSts(caller: OrganizationsClient): Promise<Sts> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { credentials, region } = caller.config;
  const client = new STSClient({ ...clientDefaults, credentials, region });
  const { Account: ownAccount = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
  return { client, ownAccount, partition: Arn.split(':')[1] ?? 'aws' };
}

async function memberClient(
  accountId: string,
  caller: OrganizationsClient,
  sts: Sts,
  { role = '', chatRegion }: MemberSettings,
): Promise<ChatbotClient> {
  const { ChatbotClient } = await import('@aws-sdk/client-chatbot');
  const options = { ...clientDefaults, region: chatRegion };
  if (accountId === sts.ownAccount) {
    return new ChatbotClient({ ...options, credentials: () => caller.config.credentials() });
  }
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const RoleArn = `arn:${sts.partition}:iam::${accountId}:role/${role}`;
  const { Credentials: assumed } = await sts.client.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'chat-guardrails-collect' }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = assumed ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new AwsFailure('denied', `no credentials for ${RoleArn}`);
  }
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return new ChatbotClient({ ...options, credentials });
}
