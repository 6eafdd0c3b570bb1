import type {
  ChatbotClient,
  ChimeWebhookConfiguration,
  SlackChannelConfiguration,
  TeamsChannelConfiguration,
} from '@aws-sdk/client-chatbot';
import type { ChatChannel } from '../../policy/organization/organization.js';
import { promised } from '../collect/aws-failure.js';
import type { ApiRequest, Items, Page } from '../collect/request.js';

/** Operations of the chat service. */
export type ChatOperation = Extract<keyof Items, `${string}Configurations`>;

/** Asks the chat service of one account once. */
export async function askChatConfigurations(
  client: ChatbotClient,
  { operation, subject: accountId }: ApiRequest<ChatOperation>,
  token: string | undefined,
): Promise<Page<ChatOperation>> {
  const chatbot = await import('@aws-sdk/client-chatbot');
  const paging = token === undefined ? {} : { NextToken: token };
  switch (operation) {
    case 'DescribeSlackChannelConfigurations': {
      const command = new chatbot.DescribeSlackChannelConfigurationsCommand(paging);
      const { SlackChannelConfigurations, NextToken } = await client.send(command);
      return {
        items: promised({ SlackChannelConfigurations }).map((one) => slackChannel(accountId, one)),
        next: NextToken,
      };
    }
    case 'ListMicrosoftTeamsChannelConfigurations': {
      const command = new chatbot.ListMicrosoftTeamsChannelConfigurationsCommand(paging);
      const { TeamChannelConfigurations, NextToken } = await client.send(command);
      return {
        items: promised({ TeamChannelConfigurations }).map((one) => teamsChannel(accountId, one)),
        next: NextToken,
      };
    }
    case 'DescribeChimeWebhookConfigurations': {
      const command = new chatbot.DescribeChimeWebhookConfigurationsCommand(paging);
      const { WebhookConfigurations, NextToken } = await client.send(command);
      return {
        items: promised({ WebhookConfigurations }).map((one) => chimeWebhook(accountId, one)),
        next: NextToken,
      };
    }
  }
}

/** AWS does not say whether a Slack channel is private. */
function slackChannel(accountId: string, found: SlackChannelConfiguration): ChatChannel {
  return {
    accountId,
    platform: 'slack',
    name: found.ConfigurationName ?? nameIn(found.ChatConfigurationArn),
    ...(found.SlackTeamId === undefined ? {} : { workspaceId: found.SlackTeamId }),
    userRoleRequired: found.UserAuthorizationRequired ?? false,
    guardrailPolicyArns: found.GuardrailPolicyArns ?? [],
    ...roleOf(found),
  };
}

function teamsChannel(accountId: string, found: TeamsChannelConfiguration): ChatChannel {
  return {
    accountId,
    platform: 'microsoft_teams',
    name: found.ConfigurationName ?? nameIn(found.ChatConfigurationArn),
    ...(found.TenantId === undefined ? {} : { tenantId: found.TenantId }),
    ...(found.TeamId === undefined ? {} : { teamId: found.TeamId }),
    userRoleRequired: found.UserAuthorizationRequired ?? false,
    guardrailPolicyArns: found.GuardrailPolicyArns ?? [],
    ...roleOf(found),
  };
}

function chimeWebhook(accountId: string, found: ChimeWebhookConfiguration): ChatChannel {
  return {
    accountId,
    platform: 'chime',
    name: found.ConfigurationName ?? nameIn(found.ChatConfigurationArn),
    userRoleRequired: false,
    guardrailPolicyArns: [],
    ...roleOf(found),
  };
}

function roleOf({ IamRoleArn }: { readonly IamRoleArn?: string | undefined }): { readonly roleArn?: string } {
  return IamRoleArn === undefined || IamRoleArn === '' ? {} : { roleArn: IamRoleArn };
}

/** `arn:aws:chatbot::ACCOUNT:chat-configuration/TYPE/NAME`. */
function nameIn(arn = ''): string {
  return arn.split('/').at(-1) ?? '';
}
