import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsFailure } from '../../modules/inventory/collect/aws-failure.js';
import type { Operation } from '../../modules/inventory/collect/request.js';
import type { ChatChannel } from '../../modules/policy/organization/organization.js';
import type { FakeOrganizations } from './fake-organizations.js';

/** AWS Organizations, AWS STS and the chat service on a port of this machine, in their protocols. */
export interface AwsServer {
  readonly endpoint: string;
  /** Names of the operations that were asked for, with what is special about them. */
  readonly log: string[];
  /** May answer a request itself; true when it has. */
  intercept: (operation: string, response: ServerResponse, nth: number) => boolean;
  /** May change the text of an answer. */
  rewrite: (text: string) => string;
  readonly close: () => Promise<void>;
}

/** Serves what a fake organization answers; credentials of a test are those of the caller's account. */
export async function awsServer(fake: FakeOrganizations, caller = '111111111111'): Promise<AwsServer> {
  const log: string[] = [];
  const aws: AwsServer = {
    ...{ endpoint: '', log, intercept: () => false, rewrite: (text) => text },
    close: async () => undefined,
  };
  const server = createServer((request, response) => {
    read(request).then(async (body) => {
      const asked = askedIn(request, body);
      log.push(asked.log);
      if (aws.intercept(asked.operation, response, log.length)) return;
      response.setHeader('content-type', asked.type);
      const answer = await answerTo(asked, fake, caller).catch((error) => refuse(response, error));
      response.end(asked.type === 'text/xml' ? answer : aws.rewrite(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return Object.assign(aws, { endpoint: `http://127.0.0.1:${port}`, close });
}

/** Ends a request as AWS refuses one. */
export function refuseWith(response: ServerResponse, status: number, type: string): true {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ __type: type, Message: `${type}!` }));
  return true;
}

/** Ends a request as AWS STS refuses a role. */
export function refuseRole(response: ServerResponse): true {
  const error = '<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed</Message></Error>';
  response.writeHead(403, { 'content-type': 'text/xml' });
  response.end(`<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}</ErrorResponse>`);
  return true;
}

interface Asked {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly type: string;
  readonly log: string;
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** JSON with a target header, a form (AWS STS), or JSON by path (the chat service). */
function askedIn({ headers, url = '' }: IncomingMessage, body: string): Asked {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') {
    const operation = target.split('.')[1] ?? '';
    return { operation, input: JSON.parse(body || '{}'), type: 'application/x-amz-json-1.1', log: operation };
  }
  if (body.startsWith('Action=') || body.includes('&Action=')) {
    const input = Object.fromEntries(new URLSearchParams(body));
    const operation = input['Action'] ?? '';
    return { operation, input, type: 'text/xml', log: [operation, input['RoleArn'] ?? ''].join(' ').trim() };
  }
  const token = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  return {
    operation: url.slice(1),
    input: { ...JSON.parse(body || '{}'), accountId: token.replace('AKIA', '') },
    type: 'application/json',
    log: `${url.slice(1)} ${token}`,
  };
}

async function answerTo(
  { operation, input }: Asked,
  fake: FakeOrganizations,
  caller: string,
): Promise<string> {
  if (operation === 'GetCallerIdentity') {
    const identity = `<Arn>arn:aws:sts::${caller}:assumed-role/a/b</Arn><Account>${caller}</Account>`;
    return xml(operation, `<UserId>A</UserId>${identity}`);
  }
  if (operation === 'AssumeRole') {
    const account = String(input['RoleArn']).split(':')[4];
    const times = '<Expiration>2099-01-01T00:00:00Z</Expiration>';
    const keys = `<AccessKeyId>AKIA${account}</AccessKeyId><SecretAccessKey>s</SecretAccessKey>`;
    return xml(operation, `<Credentials>${keys}<SessionToken>t</SessionToken>${times}</Credentials>`);
  }
  const chat = chatOperations[operation];
  const asked = chat?.operation ?? (operation as Operation);
  const filter = input['Filter'];
  const question = {
    operation: asked,
    subject: String(chat === undefined ? (subjectOf(input) ?? '') : accountOf(input, caller)),
    ...(asked === 'ListPoliciesForTarget' ? { policyType: String(filter) } : {}),
  };
  const { items, next } = await fake.askPage(question, input['NextToken'] as string | undefined);
  const shown = (chat?.show ?? shapes[asked] ?? (() => ({})))(items as never);
  return JSON.stringify({ ...shown, ...(next === undefined ? {} : { NextToken: next }) });
}

function xml(operation: string, result: string): string {
  const name = `${operation}Response`;
  const space = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';
  return `<${name} ${space}><${operation}Result>${result}</${operation}Result></${name}>`;
}

/** Assumed credentials have the account in their key. */
function accountOf({ accountId }: Asked['input'], caller: string): string {
  return /^\d{12}$/.test(String(accountId)) ? String(accountId) : caller;
}

function subjectOf(input: Asked['input']): unknown {
  const { ParentId, PolicyId, TargetId, ResourceId, Filter } = input;
  return ParentId ?? PolicyId ?? TargetId ?? ResourceId ?? Filter;
}

type Show = (items: readonly never[]) => object;
type Fields = Readonly<Record<string, unknown>>;

const named = ({ id, name, email, status }: Fields): object => ({
  Id: id,
  Name: name,
  Email: email,
  Status: status,
});
const policy = ({ id, name, type, description, awsManaged }: Fields): object => ({
  Id: id,
  Name: name,
  Type: type,
  Description: description,
  AwsManaged: awsManaged,
});

const shapes: Readonly<Partial<Record<Operation, Show>>> = {
  DescribeOrganization: ([one]: readonly Fields[]) => ({
    Organization: { Id: one?.['id'], MasterAccountId: one?.['managementAccountId'] },
  }),
  ListRoots: (items: readonly Fields[]) => ({
    Roots: items.map((root) => ({
      ...named(root),
      PolicyTypes: (root['policyTypes'] as Fields[]).map(({ type, status }) => ({
        Type: type,
        Status: status,
      })),
    })),
  }),
  ListOrganizationalUnitsForParent: (items: readonly Fields[]) => ({ OrganizationalUnits: items.map(named) }),
  ListAccountsForParent: (items: readonly Fields[]) => ({ Accounts: items.map(named) }),
  ListPolicies: (items: readonly Fields[]) => ({ Policies: items.map(policy) }),
  ListPoliciesForTarget: (items: readonly Fields[]) => ({ Policies: items.map(policy) }),
  DescribePolicy: ([one]: readonly Fields[]) => ({ Policy: { Content: one?.['content'] } }),
  ListTagsForResource: (items: readonly Fields[]) => ({
    Tags: items.map(({ key, value }) => ({ Key: key, Value: value })),
  }),
  ListTargetsForPolicy: (items: readonly Fields[]) => ({
    Targets: items.map(({ id }) => ({ TargetId: id })),
  }),
};

const arnOf = (accountId: unknown, name: unknown): string =>
  `arn:aws:chatbot::${accountId}:chat-configuration/x/${name}`;

const configuration = (channel: ChatChannel): object => ({
  ConfigurationName: channel.name,
  ChatConfigurationArn: arnOf(channel.accountId, channel.name),
  IamRoleArn: channel.roleArn,
  SlackTeamId: channel.workspaceId,
  SlackTeamName: channel.workspaceName ?? '',
  SlackChannelId: channel.platform === 'slack' ? channel.channelId : undefined,
  SlackChannelName: channel.platform === 'slack' ? channel.channelName : undefined,
  TenantId: channel.tenantId,
  TeamId: channel.teamId,
  TeamName: channel.teamName,
  ChannelId: channel.platform === 'slack' ? undefined : channel.channelId,
  ChannelName: channel.platform === 'slack' ? undefined : channel.channelName,
  UserAuthorizationRequired: channel.userRoleRequired,
  GuardrailPolicyArns: channel.guardrailPolicyArns,
  LoggingLevel: channel.loggingLevel,
  State: channel.state,
  StateReason: channel.stateReason,
  SnsTopicArns: [],
});

const user = ({ configuration: name, roleArn }: Fields): object => ({
  ChatConfigurationArn: arnOf('111111111111', name),
  IamRoleArn: roleArn,
});

const chatOperations: Readonly<Record<string, { readonly operation: Operation; readonly show: Show }>> = {
  'describe-slack-channel-configurations': {
    operation: 'DescribeSlackChannelConfigurations',
    show: (items: readonly ChatChannel[]) => ({ SlackChannelConfigurations: items.map(configuration) }),
  },
  'list-ms-teams-channel-configurations': {
    operation: 'ListMicrosoftTeamsChannelConfigurations',
    show: (items: readonly ChatChannel[]) => ({ TeamChannelConfigurations: items.map(configuration) }),
  },
  'describe-chime-webhook-configurations': {
    operation: 'DescribeChimeWebhookConfigurations',
    show: (items: readonly ChatChannel[]) => ({ WebhookConfigurations: items.map(configuration) }),
  },
  'describe-slack-workspaces': {
    operation: 'DescribeSlackWorkspaces',
    show: (items: readonly Fields[]) => ({
      SlackWorkspaces: items.map(({ id, name }) => ({ SlackTeamId: id, SlackTeamName: name })),
    }),
  },
  'list-ms-teams-configured-teams': {
    operation: 'ListMicrosoftTeamsConfiguredTeams',
    show: (items: readonly Fields[]) => ({
      ConfiguredTeams: items.map(({ tenantId, id, name }) => ({
        TenantId: tenantId,
        TeamId: id,
        TeamName: name,
      })),
    }),
  },
  'describe-slack-user-identities': {
    operation: 'DescribeSlackUserIdentities',
    show: (items: readonly Fields[]) => ({
      SlackUserIdentities: items.map((one) => ({ ...user(one), SlackUserId: one['userId'] })),
    }),
  },
  'list-ms-teams-user-identities': {
    operation: 'ListMicrosoftTeamsUserIdentities',
    show: (items: readonly Fields[]) => ({
      TeamsUserIdentities: items.map((one) => ({ ...user(one), UserId: one['userId'] })),
    }),
  },
  'get-account-preferences': {
    operation: 'GetAccountPreferences',
    show: ([one]: readonly Fields[]) => ({
      AccountPreferences: { UserAuthorizationRequired: one?.['userRoleRequired'] },
    }),
  },
};

function refuse(response: ServerResponse, error: unknown): string {
  const message = error instanceof AwsFailure ? error.message : String(error);
  response.statusCode = 400;
  return JSON.stringify({ __type: message.split(':')[0], Message: message });
}
