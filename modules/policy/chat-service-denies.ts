/** The actions that the chat service rejects even if policies allow them. */
export interface ChatServiceDenies {
  /** When the list was read, `YYYY-MM-DD`. */
  readonly readOn: string;
  /** `service:Action`, with `*` for all actions of a service. */
  readonly actions: readonly string[];
}

/**
 * AWS's list of operations that Amazon Q Developer in chat applications does not support. AWS may change it.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html
 */
export const chatServiceDenies: ChatServiceDenies = {
  readOn: '2026-11-23',
  actions: [
    'appsync:ListApiKeys',
    'chatbot:*',
    'codecommit:GetCommit',
    'codecommit:GetDifferences',
    'codecommit:GetFile',
    'cognito-identity:*',
    'cognito-idp:*',
    'connect:GetFederationToken',
    'dynamodb:BatchGetItem',
    'dynamodb:GetItem',
    'ec2:GetPasswordData',
    'ecr:GetAuthorizationToken',
    'gamelift:GetInstanceAccess',
    'gamelift:RequestUploadCredentials',
    'iam:*',
    'identitystore:*',
    'kms:*',
    'lightsail:DownloadDefaultKeyPair',
    'lightsail:GetKeyPair',
    'lightsail:GetKeyPairs',
    'lightsail:UpdateRelationalDatabase',
    'redshift:GetClusterCredentials',
    's3:GetBucketPolicy',
    's3:GetObject',
    's3:PutObject',
    'sdb:*',
    'secretsmanager:*',
    'snowball:GetJobUnlockCode',
    'sso:*',
    'storagegateway:DescribeChapCredentials',
    'sts:*',
  ],
};
