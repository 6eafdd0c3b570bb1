import type { ChatbotClient } from '@aws-sdk/client-chatbot';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { STSClient } from '@aws-sdk/client-sts';
import { isAccountId } from '../../policy/identifiers.js';
import { AwsFailure, promisedId } from '../collect/aws-failure.js';
import { clientDefaults } from './client-defaults.js';
import { failureOf } from './failure-of.js';

/** Clients of the chat service, one for every account. */
export interface MemberClients {
  /** The client of an account, with the credentials of the role in it. */
  readonly of: (accountId: string) => Promise<ChatbotClient>;
  readonly close: () => void;
}

export interface MemberSettings {
  /** The name of the role to assume in every account. */
  readonly role: string | undefined;
  /** The Region in which chat configurations are read. */
  readonly chatRegion: string;
  /** Milliseconds for one request. */
  readonly requestTimeout: number;
}

/**
 * Clients that assume a role in every account but the caller's own, where the caller's credentials do. Both packages
 * are loaded with the first account. A refused role is not assumed again.
 */
export function memberClients(caller: OrganizationsClient, settings: MemberSettings): MemberClients {
  const clients = new Map<string, Promise<ChatbotClient>>();
  let sts: Promise<Sts> | undefined;
  const signedIn = (): Promise<Sts> => {
    sts ??= connectSts(caller, settings).catch((error) => {
      sts = undefined;
      throw failureOf(error, 'GetCallerIdentity');
    });
    return sts;
  };
  return {
    of: (accountId) => {
      const known = clients.get(accountId);
      if (known !== undefined) return known;
      const client = signedIn().then((found) => memberClient(accountId, caller, found, settings));
      clients.set(accountId, client);
      client.catch((error) => {
        if (failureOf(error, 'AssumeRole').kind !== 'denied') clients.delete(accountId);
      });
      return client;
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

/** AWS STS and the caller's identity. */
interface Sts {
  readonly client: STSClient;
  readonly ownAccount: string;
  readonly partition: string;
}

async function connectSts(caller: OrganizationsClient, { requestTimeout }: MemberSettings): Promise<Sts> {
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { credentials, region } = caller.config;
  const client = new STSClient({ ...clientDefaults(requestTimeout), credentials, region });
  const { Account, Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
  return { client, ownAccount: promisedId({ Account }, isAccountId), partition: Arn.split(':')[1] ?? 'aws' };
}

async function memberClient(
  accountId: string,
  caller: OrganizationsClient,
  sts: Sts,
  { role = '', chatRegion, requestTimeout }: MemberSettings,
): Promise<ChatbotClient> {
  const { ChatbotClient } = await import('@aws-sdk/client-chatbot');
  const options = { ...clientDefaults(requestTimeout), region: chatRegion };
  if (accountId === sts.ownAccount) {
    return new ChatbotClient({ ...options, credentials: () => caller.config.credentials() });
  }
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts');
  const RoleArn = `arn:${sts.partition}:iam::${accountId}:role/${role}`;
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'chat-guardrails-collect' });
  const { Credentials: assumed } = await sts.client.send(command).catch((error: unknown) => {
    throw failureOf(error, 'AssumeRole');
  });
  const { AccessKeyId, SecretAccessKey, SessionToken } = assumed ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new AwsFailure('incomplete', `no credentials for ${RoleArn}`, undefined, 'AssumeRole');
  }
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return new ChatbotClient({ ...options, credentials });
}
