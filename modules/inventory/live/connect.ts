import { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { ApiRequest, FetchPage, Operation, Page } from '../collect/request.js';
import { askChatConfigurations, type ChatOperation } from './chat-configurations.js';
import { clientDefaults } from './client-defaults.js';
import { failureOf } from './failure-of.js';
import { type MemberSettings, memberClients } from './member-clients.js';
import { type AccountDetails, fetchOrganizations, type OrganizationsOperation } from './organizations.js';

/** How to reach AWS; the rest (profile, SSO, web identity, endpoints) is found as every tool of AWS finds it. */
export interface ConnectSettings extends AccountDetails, MemberSettings {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** A connection to AWS. */
export interface Connection {
  readonly askPage: FetchPage;
  /** Ends requests under way. */
  readonly close: () => void;
}

/** Where AWS Organizations is served, if nobody says anything else. */
const defaultRegion = 'us-east-1';

/** Connects to AWS. */
export async function connect(settings: ConnectSettings): Promise<Connection> {
  const client = await organizationsClient(settings);
  const members = memberClients(client, settings);
  const ask = async (question: ApiRequest, token: string | undefined): Promise<Page> => {
    if (!isChatQuestion(question)) {
      return fetchOrganizations(client, question as ApiRequest<OrganizationsOperation>, token, settings);
    }
    return askChatConfigurations(await members.of(question.subject), question, token);
  };
  const askPage: FetchPage = async <O extends Operation>(
    question: ApiRequest<O>,
    token: string | undefined,
  ) => {
    try {
      return (await ask(question, token)) as Page<O>;
    } catch (error) {
      throw failureOf(error);
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

async function organizationsClient({ profile, region }: ConnectSettings): Promise<OrganizationsClient> {
  const options = {
    ...clientDefaults,
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

function isChatQuestion(question: ApiRequest): question is ApiRequest<ChatOperation> {
  return question.operation.endsWith('Configurations');
}
