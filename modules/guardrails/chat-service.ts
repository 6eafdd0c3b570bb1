/**
 * What the chat app itself does in a channel's name: charts below alarms and its own settings. An allow-list
 * without these stops notifications from showing charts.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
 */
export const chatService = ['chatbot:*', 'cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*'];

/**
 * What Amazon Q needs to answer questions about AWS and to search for resources, beside `chatService`.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonQDeveloperAccess.html
 */
export const questionsToAmazonQ = [
  'cloudformation:GetResource',
  'cloudformation:ListResources',
  'q:GenerateCodeFromCommands',
  'q:GetConversation',
  'q:GetIdentityMetadata',
  'q:GetTroubleshootingResults',
  'q:ListConversations',
  'q:PassRequest',
  'q:SendMessage',
  'q:StartConversation',
  'q:StartTroubleshooting*',
  'q:UpdateTroubleshootingCommandResult',
  'resource-explorer-2:BatchGetView',
  'resource-explorer-2:Get*',
  'resource-explorer-2:List*',
  'resource-explorer-2:Search',
];
