/**
 * Actions that the chat app itself needs: the charts of alarms and its own settings. Without them an allow-list
 * removes the charts from notifications.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
 */
export const chatService = ['chatbot:*', 'cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*'];

/**
 * Actions that Amazon Q needs, besides `chatService`, to answer questions about AWS and to search for resources.
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
