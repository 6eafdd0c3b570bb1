import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AwsFailure, type FailureKind } from '../collect/aws-failure.js';
import type { ApiRequest, FetchPage, Operation, Page } from '../collect/request.js';
import { askChatConfigurations, type ChatOperation } from './chat-configurations.js';
import { clientDefaults } from './client-defaults.js';
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

/** What the SDK threw, in the terms of collecting. */
function failureOf(error: unknown): AwsFailure {
  if (error instanceof AwsFailure) return error;
  const { name, message, status, code } = factsOf(error);
  const known = [name, code].filter((part) => part !== '' && part !== 'Error');
  const said = [...new Set(known), message.split('\n')[0]].filter((part) => part !== '').join(': ');
  return new AwsFailure(kindOf(name, code, status), said);
}

interface Facts {
  readonly name: string;
  readonly message: string;
  /** Of HTTP; 0 where there was no answer. */
  readonly status: number;
  /** Of the network. */
  readonly code: string;
}

function factsOf(error: unknown): Facts {
  const fields = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = (key: string): string => (typeof fields[key] === 'string' ? fields[key] : '');
  const metadata = fields['$metadata'] as { readonly httpStatusCode?: number } | undefined;
  return {
    name: text('name'),
    message: text('message') || String(error),
    status: metadata?.httpStatusCode ?? 0,
    code: text('code'),
  };
}

const throttled = /throttl|toomanyrequests|requestlimitexceeded|slowdown/i;
/** Credentials that are missing, wrong or over: nobody else will be answered either. */
const unusable =
  /^(ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|CredentialsProvider|TokenProvider|AWSOrganizationsNotInUse|OptInRequired|InvalidAccessKeyId)/;
const denied = /^(AccessDenied|NotAuthorized|Unauthorized|Forbidden)/;
const gone = /NotFound(Exception)?$/;
const busy =
  /^(ConcurrentModification|PolicyChangesInProgress|FinalizingOrganization|Service(Exception|Unavailable)|Internal)/;
const broken =
  /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENOTFOUND|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL|HPE_)|^Timeout|socket hang up/;

/** The SDK could not read the answer: it is cut off, empty or HTML. */
const unreadable = /^(?:SyntaxError|TypeError|RangeError)$/;

function kindOf(name: string, code: string, status: number): FailureKind {
  if (throttled.test(name) || status === 429) return 'throttled';
  if (unusable.test(name)) return 'fatal';
  if (denied.test(name)) return 'denied';
  if (gone.test(name)) return 'gone';
  if (busy.test(name) || status >= 500 || broken.test(code) || broken.test(name)) return 'transient';
  if (unreadable.test(name)) return 'incomplete';
  return status === 403 ? 'denied' : 'fatal';
}
