import type {
  ChatbotClient,
  ChimeWebhookConfiguration,
  SlackChannelConfiguration,
  SlackUserIdentity,
  TeamsChannelConfiguration,
  TeamsUserIdentity,
} from '@aws-sdk/client-chatbot';
import { isChatConfigurationName } from '../../policy/identifiers.js';
import type { ChatChannel } from '../../policy/organization/organization.js';
import { optionalString, promised, promisedId } from '../collect/aws-failure.js';
import type { ApiRequest, ChatUserItem, Items, Page } from '../collect/request.js';

/** Operations of the chat service. */
export type ChatOperation = Extract<
  keyof Items,
  `${string}${'Slack' | 'Teams' | 'Chime' | 'Preferences'}${string}`
>;

/** What an operation needs beside the client. */
interface ChatRequest {
  readonly chatbot: typeof import('@aws-sdk/client-chatbot');
  readonly client: ChatbotClient;
  readonly accountId: string;
  readonly paging: { readonly NextToken?: string };
  /** Whether names of workspaces, teams and channels are kept. */
  readonly names: boolean;
}

type Send<O extends ChatOperation> = (request: ChatRequest) => Promise<Page<O>>;

/** Whether a request is one to the chat service. */
export function isChatRequest(question: ApiRequest): question is ApiRequest<ChatOperation> {
  return question.operation in operations;
}

/** Sends one request to the chat service of one account. */
export async function askChatService<O extends ChatOperation>(
  client: ChatbotClient,
  { operation, subject: accountId }: ApiRequest<O>,
  token: string | undefined,
  { names }: Pick<ChatRequest, 'names'>,
): Promise<Page<O>> {
  const chatbot = await import('@aws-sdk/client-chatbot');
  const paging = token === undefined ? {} : { NextToken: token };
  const send: Send<O> = operations[operation];
  return send({ chatbot, client, accountId, paging, names });
}

const operations: { readonly [O in ChatOperation]: Send<O> } = {
  DescribeSlackChannelConfigurations: async ({ chatbot, client, paging, ...of }) => {
    const command = new chatbot.DescribeSlackChannelConfigurationsCommand(paging);
    const { SlackChannelConfigurations, NextToken } = await client.send(command);
    const items = promised({ SlackChannelConfigurations }).map((one) => slackChannel(of, one));
    return { items, next: NextToken };
  },
  ListMicrosoftTeamsChannelConfigurations: async ({ chatbot, client, paging, ...of }) => {
    const command = new chatbot.ListMicrosoftTeamsChannelConfigurationsCommand(paging);
    const { TeamChannelConfigurations, NextToken } = await client.send(command);
    const items = promised({ TeamChannelConfigurations }).map((one) => teamsChannel(of, one));
    return { items, next: NextToken };
  },
  DescribeChimeWebhookConfigurations: async ({ chatbot, client, paging, accountId }) => {
    const command = new chatbot.DescribeChimeWebhookConfigurationsCommand(paging);
    const { WebhookConfigurations, NextToken } = await client.send(command);
    const items = promised({ WebhookConfigurations }).map((one) => chimeWebhook(accountId, one));
    return { items, next: NextToken };
  },
  DescribeSlackWorkspaces: async ({ chatbot, client, paging, names }) => {
    const command = new chatbot.DescribeSlackWorkspacesCommand(paging);
    const { SlackWorkspaces, NextToken } = await client.send(command);
    const items = promised({ SlackWorkspaces }).map(({ SlackTeamId, SlackTeamName }) => ({
      id: promised({ SlackTeamId }),
      ...(names ? nonEmpty({ name: optionalString({ SlackTeamName }) }) : {}),
    }));
    return { items, next: NextToken };
  },
  ListMicrosoftTeamsConfiguredTeams: async ({ chatbot, client, paging, names }) => {
    const command = new chatbot.ListMicrosoftTeamsConfiguredTeamsCommand(paging);
    const { ConfiguredTeams, NextToken } = await client.send(command);
    const items = promised({ ConfiguredTeams }).map(({ TenantId, TeamId, TeamName }) => ({
      tenantId: promised({ TenantId }),
      id: promised({ TeamId }),
      ...(names ? nonEmpty({ name: optionalString({ TeamName }) }) : {}),
    }));
    return { items, next: NextToken };
  },
  DescribeSlackUserIdentities: async ({ chatbot, client, paging }) => {
    const command = new chatbot.DescribeSlackUserIdentitiesCommand(paging);
    const { SlackUserIdentities, NextToken } = await client.send(command);
    const items = promised({ SlackUserIdentities }).map((one) => chatUser(one, promised(slackUserId(one))));
    return { items, next: NextToken };
  },
  ListMicrosoftTeamsUserIdentities: async ({ chatbot, client, paging }) => {
    const command = new chatbot.ListMicrosoftTeamsUserIdentitiesCommand(paging);
    const { TeamsUserIdentities, NextToken } = await client.send(command);
    const items = promised({ TeamsUserIdentities }).map((one) => chatUser(one, one.UserId ?? ''));
    return { items, next: NextToken };
  },
  GetAccountPreferences: async ({ chatbot, client }) => {
    const { AccountPreferences } = await client.send(new chatbot.GetAccountPreferencesCommand({}));
    const { UserAuthorizationRequired } = promised({ AccountPreferences });
    return { items: [{ userRoleRequired: UserAuthorizationRequired === true }] };
  },
};

function slackUserId({ SlackUserId }: SlackUserIdentity) {
  return { SlackUserId };
}

function chatUser(
  { ChatConfigurationArn, IamRoleArn }: SlackUserIdentity | TeamsUserIdentity,
  userId: string,
): ChatUserItem {
  return { configuration: nameIn(promised({ ChatConfigurationArn })), userId, ...roleOf({ IamRoleArn }) };
}

type Configuration = SlackChannelConfiguration | TeamsChannelConfiguration | ChimeWebhookConfiguration;

/** AWS does not return whether a Slack channel is private. */
function slackChannel(
  { accountId, names }: Pick<ChatRequest, 'accountId' | 'names'>,
  found: SlackChannelConfiguration,
): ChatChannel {
  return {
    ...shared(accountId, 'slack', found),
    ...nonEmpty({ workspaceId: found.SlackTeamId, channelId: found.SlackChannelId }),
    ...(names ? nonEmpty({ workspaceName: found.SlackTeamName, channelName: found.SlackChannelName }) : {}),
    userRoleRequired: found.UserAuthorizationRequired ?? false,
    guardrailPolicyArns: found.GuardrailPolicyArns ?? [],
  };
}

function teamsChannel(
  { accountId, names }: Pick<ChatRequest, 'accountId' | 'names'>,
  found: TeamsChannelConfiguration,
): ChatChannel {
  return {
    ...shared(accountId, 'microsoft_teams', found),
    ...nonEmpty({ tenantId: found.TenantId, teamId: found.TeamId, channelId: found.ChannelId }),
    ...(names ? nonEmpty({ teamName: found.TeamName, channelName: found.ChannelName }) : {}),
    userRoleRequired: found.UserAuthorizationRequired ?? false,
    guardrailPolicyArns: found.GuardrailPolicyArns ?? [],
  };
}

function chimeWebhook(accountId: string, found: ChimeWebhookConfiguration): ChatChannel {
  return { ...shared(accountId, 'chime', found), userRoleRequired: false, guardrailPolicyArns: [] };
}

function shared(accountId: string, platform: ChatChannel['platform'], found: Configuration) {
  const { ChatConfigurationArn, ConfigurationName = nameIn(ChatConfigurationArn) } = found;
  return {
    ...{ accountId, platform, name: promisedId({ ConfigurationName }, isChatConfigurationName) },
    ...nonEmpty({ loggingLevel: found.LoggingLevel, state: found.State, stateReason: found.StateReason }),
    ...roleOf(found),
  };
}

function roleOf({ IamRoleArn }: { readonly IamRoleArn?: string | undefined }): { readonly roleArn?: string } {
  return nonEmpty({ roleArn: IamRoleArn });
}

/** The fields that have a value. AWS also writes empty strings for those that have none. */
function nonEmpty<K extends string>(
  fields: Readonly<Record<K, string | undefined>>,
): {
  readonly [Key in K]?: string;
} {
  const entries = Object.entries<string | undefined>(fields).flatMap(([key, value]) => {
    const text = optionalString({ [key]: value });
    return text === '' ? [] : [[key, text]];
  });
  return Object.fromEntries(entries) as { readonly [Key in K]?: string };
}

/** `arn:aws:chatbot::ACCOUNT:chat-configuration/TYPE/NAME`. */
function nameIn(arn: string | undefined): string {
  return optionalString({ arn }).split('/').at(-1) ?? '';
}
