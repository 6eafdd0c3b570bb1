import { actionsOfCommand } from '../../modules/actions/actions-of-command';
import { loadActionCatalogue } from '../../modules/actions/load-action-catalogue';
import { commandTable } from '../../modules/actions/load-command-table';

const catalogue = loadActionCatalogue();
const lists = { catalogue, commands: commandTable };

/** The actions of a line, separated by spaces, or the reason why they are not known. */
function answer(line: string): string {
  const found = actionsOfCommand(line, lists);
  return found.kind === 'unknown' ? found.reason : found.actions.map(({ action }) => action).join(' ');
}

// Checked by hand against the documentation of each operation and the service authorization reference.
test.each([
  ['acm-pca issue-certificate', 'acm-pca:IssueCertificate'],
  ['amp create-workspace', 'aps:CreateWorkspace'],
  ['apigateway get-rest-apis', 'apigateway:GET'],
  ['apigateway create-deployment', 'apigateway:POST'],
  ['apigateway update-stage', 'apigateway:PATCH'],
  ['apigateway put-rest-api', 'apigateway:PUT'],
  ['apigateway delete-rest-api', 'apigateway:DELETE'],
  ['apigateway test-invoke-method', 'apigateway:POST'],
  ['apigatewaymanagementapi post-to-connection', 'execute-api:ManageConnections'],
  ['apigatewayv2 delete-api', 'apigateway:DELETE'],
  ['apigatewayv2 create-portal', 'apigateway:CreatePortal'],
  ['application-autoscaling register-scalable-target', 'application-autoscaling:RegisterScalableTarget'],
  ['application-insights list-applications', 'applicationinsights:ListApplications'],
  ['bedrock-agent-runtime retrieve', 'bedrock:Retrieve'],
  ['bedrock-runtime converse', 'bedrock:InvokeModel'],
  ['bedrock-runtime invoke-model', 'bedrock:InvokeModel'],
  ['budgets create-budget', 'budgets:ModifyBudget'],
  ['budgets describe-budgets', 'budgets:ViewBudget'],
  ['ce get-cost-and-usage', 'ce:GetCostAndUsage'],
  ['chatbot describe-slack-channel-configurations', 'chatbot:DescribeSlackChannelConfigurations'],
  ['chime-sdk-meetings create-meeting', 'chime:CreateMeeting'],
  ['cloudcontrol delete-resource', 'cloudformation:DeleteResource'],
  ['cloudformation wait stack-delete-complete', 'cloudformation:DescribeStacks'],
  ['cloudfront create-distribution-with-tags', 'cloudfront:CreateDistribution cloudfront:TagResource'],
  ['cloudhsmv2 delete-cluster', 'cloudhsm:DeleteCluster'],
  ['cloudsearchdomain upload-documents', 'cloudsearch:document'],
  ['cloudwatch describe-alarms', 'cloudwatch:DescribeAlarms'],
  ['codeartifact get-authorization-token', 'codeartifact:GetAuthorizationToken sts:GetServiceBearerToken'],
  ['cognito-idp admin-delete-user', 'cognito-idp:AdminDeleteUser'],
  ['configservice put-config-rule', 'config:PutConfigRule'],
  [
    'configservice get-status',
    'config:DescribeConfigurationRecorderStatus config:DescribeDeliveryChannelStatus',
  ],
  ['customer-profiles list-domains', 'profile:ListDomains'],
  ['deadline batch-get-job', 'deadline:GetJob'],
  ['deploy create-deployment', 'codedeploy:CreateDeployment'],
  ['deploy push', 'codedeploy:RegisterApplicationRevision s3:PutObject'],
  ['detective list-organization-admin-accounts', 'detective:ListOrganizationAdminAccount'],
  ['discovery list-configurations', 'discovery:ListConfigurations'],
  ['dms describe-data-providers', 'dms:ListDataProviders'],
  ['docdb delete-db-cluster', 'rds:DeleteDBCluster'],
  ['ds delete-directory', 'ds:DeleteDirectory'],
  ['dynamodb batch-get-item', 'dynamodb:BatchGetItem'],
  ['dynamodb batch-write-item', 'dynamodb:BatchWriteItem'],
  ['dynamodb transact-get-items', 'dynamodb:GetItem'],
  ['dynamodbstreams get-records', 'dynamodb:GetRecords'],
  ['ecr get-login-password', 'ecr:GetAuthorizationToken'],
  ['ecr-public get-login-password', 'ecr-public:GetAuthorizationToken sts:GetServiceBearerToken'],
  ['ecs execute-command', 'ecs:ExecuteCommand'],
  ['efs describe-file-systems', 'elasticfilesystem:DescribeFileSystems'],
  ['eks update-kubeconfig', 'eks:DescribeCluster'],
  ['elb describe-load-balancers', 'elasticloadbalancing:DescribeLoadBalancers'],
  ['elbv2 delete-target-group', 'elasticloadbalancing:DeleteTargetGroup'],
  ['emr create-cluster', 'elasticmapreduce:RunJobFlow'],
  ['emr terminate-clusters', 'elasticmapreduce:TerminateJobFlows'],
  ['emr add-steps', 'elasticmapreduce:AddJobFlowSteps'],
  ['es describe-elasticsearch-domain', 'es:DescribeElasticsearchDomain'],
  ['events put-rule', 'events:PutRule'],
  ['gamelift get-game-session-log', 'gamelift:GetGameSessionLogUrl'],
  ['glue get-unfiltered-table-metadata', 'glue:GetTable'],
  ['health describe-events', 'health:DescribeEvents'],
  ['identitystore list-users', 'identitystore:ListUsers'],
  ['iot-data publish', 'iot:Publish'],
  ['iot-jobs-data start-command-execution', 'iot:StartCommandExecution'],
  ['iotsecuretunneling open-tunnel', 'iot:OpenTunnel'],
  ['kafka list-clusters-v2', 'kafka:ListClustersV2'],
  ['keyspaces delete-table', 'cassandra:Drop'],
  ['kinesisanalyticsv2 stop-application', 'kinesisanalytics:StopApplication'],
  ['kms re-encrypt', 'kms:ReEncryptFrom kms:ReEncryptTo'],
  ['lambda invoke', 'lambda:InvokeFunction'],
  ['lambda get-layer-version-by-arn', 'lambda:GetLayerVersion'],
  ['lex-runtime post-text', 'lex:PostText'],
  ['lexv2-models list-utterance-metrics', 'lex:ListAggregatedUtterances'],
  ['location list-maps', 'geo:ListMaps'],
  ['logs tail', 'logs:FilterLogEvents'],
  ['logs start-query', 'logs:StartQuery'],
  ['marketplace-catalog batch-describe-entities', 'aws-marketplace:DescribeEntity'],
  ['mgh list-migration-tasks', 'mgh:ListMigrationTasks'],
  ['migrationhub-config get-home-region', 'mgh:GetHomeRegion'],
  ['mturk list-hits', 'mechanicalturk:ListHITs'],
  ['mwaa list-environments', 'airflow:ListEnvironments'],
  ['neptune delete-db-cluster', 'rds:DeleteDBCluster'],
  ['neptunedata cancel-gremlin-query', 'neptune-db:CancelQuery'],
  ['opensearch delete-domain', 'es:DeleteDomain'],
  ['opensearchserverless delete-collection', 'aoss:DeleteCollection'],
  ['organizations attach-policy', 'organizations:AttachPolicy'],
  ['pinpoint get-apps', 'mobiletargeting:GetApps'],
  ['pricing get-products', 'pricing:GetProducts'],
  ['quicksight describe-dashboard-definition', 'quicksight:DescribeDashboard'],
  ['rds delete-db-cluster', 'rds:DeleteDBCluster'],
  ['rds add-option-to-option-group', 'rds:ModifyOptionGroup'],
  ['rds-data execute-statement', 'rds-data:ExecuteStatement'],
  ['resourcegroupstaggingapi get-resources', 'tag:GetResources'],
  ['route53 change-resource-record-sets', 'route53:ChangeResourceRecordSets'],
  ['s3api get-bucket-lifecycle-configuration', 's3:GetLifecycleConfiguration'],
  ['s3api get-object-attributes', 's3:GetObject s3:GetObjectAttributes'],
  ['s3api get-object-attributes --version-id 1', 's3:GetObjectVersion s3:GetObjectVersionAttributes'],
  ['s3api head-bucket', 's3:ListBucket'],
  ['s3api head-object', 's3:GetObject'],
  ['s3api list-buckets', 's3:ListAllMyBuckets'],
  ['s3api list-objects-v2', 's3:ListBucket'],
  ['s3api list-object-versions', 's3:ListBucketVersions'],
  ['s3api put-bucket-encryption', 's3:PutEncryptionConfiguration'],
  ['s3api put-public-access-block', 's3:PutBucketPublicAccessBlock'],
  ['s3control put-public-access-block', 's3:PutAccountPublicAccessBlock'],
  ['s3control delete-bucket', 's3-outposts:DeleteBucket'],
  ['s3control create-access-point', 's3:CreateAccessPoint'],
  ['sagemaker-runtime invoke-endpoint', 'sagemaker:InvokeEndpoint'],
  ['securityhub get-findings-v2', 'securityhub:GetFindings'],
  ['service-quotas list-services', 'servicequotas:ListServices'],
  ['servicecatalog-appregistry list-applications', 'servicecatalog:ListApplications'],
  ['ses send-email', 'ses:SendEmail'],
  ['sesv2 put-account-details', 'ses:PutAccountDetails'],
  ['sns publish-batch', 'sns:Publish'],
  ['sqs send-message-batch', 'sqs:SendMessage'],
  ['ssm start-session', 'ssm:StartSession'],
  ['ssm start-automation-execution', 'ssm:StartAutomationExecution'],
  ['sso-admin delete-permission-set', 'sso:DeletePermissionSet'],
  ['stepfunctions start-execution', 'states:StartExecution'],
  ['sts get-caller-identity', 'sts:GetCallerIdentity'],
  ['support create-case', 'support:CreateCase'],
  ['timestream-query query', 'timestream:Select'],
  ['timestream-write delete-table', 'timestream:DeleteTable'],
  ['waf list-web-acls', 'waf:ListWebACLs'],
  ['waf-regional list-web-acls', 'waf-regional:ListWebACLs'],
  ['wafv2 delete-web-acl', 'wafv2:DeleteWebACL'],
])('%s needs %s', (line, actions) => {
  expect(answer(line)).toBe(actions);
});

test.each([
  [
    'cloudformation deploy --stack-name x',
    'CreateChangeSet DescribeChangeSet DescribeStacks ExecuteChangeSet',
  ],
  ['cloudformation deploy --no-execute-changeset', 'CreateChangeSet DescribeChangeSet DescribeStacks'],
  ['dynamodb execute-statement --statement "SELECT * FROM Music"', 'PartiQLSelect'],
  ['dynamodb execute-statement --statement "  update Music set x=1"', 'PartiQLUpdate'],
  [
    `dynamodb batch-execute-statement --statements '[{"Statement": "INSERT INTO a"}, {"Statement": "SELECT 1"}]'`,
    'PartiQLInsert PartiQLSelect',
  ],
  ['dynamodb execute-transaction --transact-statements Statement="DELETE FROM a"', 'PartiQLDelete'],
  [
    'dynamodb transact-write-items --transact-items [{"Put": {"Item": {}}}, {"ConditionCheck": {}}]',
    'ConditionCheckItem PutItem',
  ],
  ['elasticbeanstalk update-tags-for-resource --tags-to-add Key=a,Value=b', 'AddTags'],
  ['emr modify-cluster-attributes --no-termination-protected', 'SetTerminationProtection'],
  ['cloudtrail list-insights-metric-data --trail-name t', 'ListInsightsData LookupEvents'],
  ['s3api get-object --bucket b --key k --version-id 1', 'GetObjectVersion'],
  [
    's3api delete-object --bucket b --key k --bypass-governance-retention',
    'DeleteObject BypassGovernanceRetention',
  ],
  [
    's3api delete-objects --bucket b --delete Objects=[{Key=a},{Key=b,VersionId=1}]',
    'DeleteObject DeleteObjectVersion',
  ],
  ['s3api put-object --bucket b --key k --acl public-read', 'PutObject PutObjectAcl'],
  ['s3api copy-object --copy-source a/b --bucket c --key d', 'GetObject PutObject'],
  [
    's3api create-bucket --bucket b --object-ownership BucketOwnerEnforced',
    'CreateBucket PutBucketOwnershipControls',
  ],
  ['s3 ls', 'ListAllMyBuckets'],
  ['s3 ls s3://b/p', 'ListBucket'],
  ['s3 cp a.txt s3://b', 'PutObject'],
  ['s3 cp s3://b/k .', 'GetObject'],
  ['s3 cp s3://b/p . --recursive', 'ListBucket GetObject'],
  ['s3 cp --acl public-read a.txt s3://b', 'PutObject PutObjectAcl'],
  ['s3 mv s3://a/k s3://b/k', 'GetObject PutObject DeleteObject'],
  ['s3 mv a.txt s3://b', 'PutObject'],
  ['s3 rm s3://b/k', 'DeleteObject'],
  ['s3 rm --recursive s3://b', 'ListBucket DeleteObject'],
  ['s3 sync . s3://b', 'ListBucket PutObject'],
  ['s3 sync . s3://b --delete', 'ListBucket PutObject DeleteObject'],
  ['s3 sync s3://a s3://b', 'ListBucket ListBucket GetObject PutObject'],
  ['s3 sync s3://a . --exclude *.tmp --delete', 'ListBucket GetObject'],
  ['s3 mb s3://b', 'CreateBucket'],
  ['s3 rb s3://b', 'DeleteBucket'],
  ['s3 rb s3://b --force', 'ListBucket DeleteObject DeleteBucket'],
  ['s3 website s3://b --index-document index.html', 'PutBucketWebsite'],
])('what %s needs follows from its options: %s', (line, names) => {
  expect(answer(line).replaceAll(/[a-z0-9-]+:(?=[A-Z])/g, '')).toBe(names);
});

test.each([
  ['configure set region eu-west-1', /settings of the computer/],
  ['s3 presign s3://b/k', /signs on the computer/],
  ['eks get-token --cluster-name c', /signs on the computer/],
  ['rds generate-db-auth-token', /signs on the computer/],
  ['cognito-idp sign-up', /without a signature/],
  ['sts assume-role-with-web-identity', /without a signature/],
  ['connectparticipant send-message', /token of the service itself/],
  ['cloudtrail create-subscription', /calls that depend on its options/],
  ['wickr update-network', /matches no action/],
  ['dynamodb execute-statement --statement file://query.sql', /action of its statement/],
  ['dynamodb transact-write-items', /does not name the kinds/],
  ['s3api delete-objects --bucket b --delete file://keys.json', /which are two actions/],
  ['s3api get-object --bucket logs--use1-az4--x-s3 --key k', /directory bucket/],
  ['s3 cp s3://b', /no source and destination/],
  ['s3 rm s3://b/k --dryrun', /nothing is done/],
  ['lambda invoke --generate-cli-skeleton', /nothing is done/],
  ['lambda help', /nothing is done/],
  ['run deploy-demo', /alias `deploy-demo`/],
  ['alias run deploy-demo', /alias `deploy-demo`/],
  ['set default-account', /command of Amazon Q/],
  ['sqs list-queues && sqs list-queues', /for a shell/],
  ['lambda invoke --payload {"a": 1', /never closed/],
  ['which alarms are red?', /`which` is not a service/],
  ['', /there is no command/],
])('%s is unknown', (line, reason) => {
  expect(answer(line)).toMatch(reason);
});

test.each([
  ['rds delete-db-cluser', 'did you mean `rds delete-db-cluster`?'],
  ['lamda invoke', 'did you mean `lambda`?'],
  ['elasticloadbalancing describe-load-balancers', 'the CLI calls it `elb` or `elbv2`'],
  ['states start-execution', 'the CLI calls it `stepfunctions`'],
  ['s3 list-buckets', 'did you mean `s3api list-buckets`?'],
  ['s3api ls', 'did you mean `s3 ls`?'],
  ['cloudformation wait stack-create-completed', 'did you mean `stack-create-complete`?'],
])('%s is answered with %s', (line, help) => {
  expect(actionsOfCommand(line, lists)).toMatchObject({ kind: 'unknown', help });
});

test.each([
  ['lambda invoke --function-name f', 'arn:aws:lambda:eu-west-1:111122223333:function:f'],
  ['lambda invoke --function-name f --region us-east-2', 'arn:aws:lambda:us-east-2:111122223333:function:f'],
  ['lambda invoke --function-name f:1', undefined],
  ['rds delete-db-instance --db-instance-identifier d', 'arn:aws:rds:eu-west-1:111122223333:db:d'],
  ['ec2 stop-instances --instance-ids i-1', 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1'],
  ['ec2 stop-instances --instance-ids i-1 i-2', undefined],
  ['sns publish --topic-arn arn:aws:sns:us-east-1:444455556666:t', 'arn:aws:sns:us-east-1:444455556666:t'],
  [
    'lambda create-function --function-name f --role arn:aws:iam::111122223333:role/r',
    'arn:aws:lambda:eu-west-1:111122223333:function:f',
  ],
  ['secretsmanager get-secret-value --secret-id s', undefined],
  ['s3api list-objects-v2 --bucket b', 'arn:aws:s3:::b'],
  ['s3api get-object --bucket b --key p/k', 'arn:aws:s3:::b/p/k'],
  ['s3api copy-object --copy-source a/k --bucket b --key k', 'arn:aws:s3:::a/k'],
  ['s3 cp s3://b/p/k .', 'arn:aws:s3:::b/p/k'],
  ['s3 cp s3://b/p/ . --recursive', 'arn:aws:s3:::b'],
  ['sqs list-queues', '*'],
])('the resource of %s is %s', (line, resource) => {
  const found = actionsOfCommand(line, lists, { accountId: '111122223333', region: 'eu-west-1' });
  expect(found.kind === 'known' && found.actions[0]?.resource).toBe(resource);
});

test('a resource is left open where the account is not known', () => {
  const found = actionsOfCommand('lambda invoke --function-name f --region eu-west-1', lists);
  expect(found).toMatchObject({
    kind: 'known',
    region: 'eu-west-1',
    actions: [{ action: 'lambda:InvokeFunction' }],
  });
  expect(found.kind === 'known' && found.actions[0]?.resource).toBeUndefined();
});

test('roles and tags that a line gives may need actions of their own', () => {
  const line = 'ec2 run-instances --iam-instance-profile Name=p --tag-specifications ResourceType=instance';
  expect(actionsOfCommand(line, lists)).toMatchObject({
    actions: [{ action: 'ec2:RunInstances' }],
    optional: [
      { action: 'iam:PassRole', option: '--iam-instance-profile' },
      { action: 'ec2:CreateTags', option: '--tag-specifications' },
    ],
  });
  expect(actionsOfCommand('ec2 create-tags --tags Key=a', lists)).toMatchObject({ optional: [] });
  expect(actionsOfCommand('sts assume-role --role-arn r', lists)).toMatchObject({ optional: [] });
});

test('a command of s3 comes with what AWS documents of it: chat runs s3api only', () => {
  expect(actionsOfCommand('s3 ls', lists)).toMatchObject({
    notFromChat: { outcome: 'denied', reason: expect.stringContaining('s3api') },
  });
  expect(actionsOfCommand('s3 presign s3://a/b', lists)).toMatchObject({
    kind: 'unknown',
    notFromChat: { outcome: 'denied' },
  });
  expect(actionsOfCommand('s3 lss', lists)).not.toHaveProperty('notFromChat');
  expect(actionsOfCommand('s3api list-buckets', lists)).not.toHaveProperty('notFromChat');
});
