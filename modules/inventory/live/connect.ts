import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AwsFailure } from '../collect/aws-failure.js';
import type { ApiRequest, FetchPage, Operation, Page } from '../collect/request.js';
import { askChatService, isChatRequest } from './chat-service.js';
import { clientDefaults } from './client-defaults.js';
import { failureOf } from './failure-of.js';
import { type MemberSettings, memberClients } from './member-clients.js';
import { type AccountDetails, fetchOrganizations, type OrganizationsOperation } from './organizations.js';

/** How to reach AWS; the rest (profile, SSO, web identity, endpoints) is found as every tool of AWS finds it. */
export interface ConnectSettings extends AccountDetails, Omit<MemberSettings, 'requestTimeout'> {
  readonly profile: string | undefined;
  readonly region: string | undefined;
  /** Milliseconds for one request, its answer read to the end. Default: 30,000. */
  readonly requestTimeout?: number;
}

/** A connection to AWS. */
export interface Connection {
  readonly askPage: FetchPage;
  /** Ends requests under way. */
  readonly close: () => void;
}

/** The Region of AWS Organizations where no Region is configured. */
const defaultRegion = 'us-east-1';

/** Connects to AWS. */
export async function connect(settings: ConnectSettings): Promise<Connection> {
  const { requestTimeout = 30_000 } = settings;
  const client = await organizationsClient(settings, requestTimeout);
  const members = memberClients(client, { ...settings, requestTimeout });
  const ask = async (question: ApiRequest, token: string | undefined): Promise<Page> => {
    if (!isChatRequest(question)) {
      return fetchOrganizations(client, question as ApiRequest<OrganizationsOperation>, token, settings);
    }
    return askChatService(await members.of(question.subject), question, token, settings);
  };
  const askPage: FetchPage = async <O extends Operation>(
    question: ApiRequest<O>,
    token: string | undefined,
  ) => {
    try {
      return (await inTime(ask(question, token), requestTimeout)) as Page<O>;
    } catch (error) {
      throw failureOf(error, question.operation);
    }
  };
  return {
    askPage,
    close: () => {
      client.destroy();
      members.close();
    },
  };
}

/** The SDK's timeouts end when the headers have arrived; an answer that trickles in would take for ever. */
async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const failure = new AwsFailure('transient', `no complete answer after ${milliseconds / 1000} seconds`);
    timer = setTimeout(() => reject(failure), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function organizationsClient(
  { profile, region }: ConnectSettings,
  requestTimeout: number,
): Promise<OrganizationsClient> {
  const options = {
    ...clientDefaults(requestTimeout),
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
  };
  const client = new OrganizationsClient(options);
  try {
    await client.config.region();
    return client;
  } catch {
    return new OrganizationsClient({ ...options, region: defaultRegion });
  }
}
