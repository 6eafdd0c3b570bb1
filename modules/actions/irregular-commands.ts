/**
 * Commands whose IAM actions are not called after them, by service, then by the actions that they need:
 * `'service:Action service:Action': 'command command'`. Sources: the permissions that each operation's
 * documentation names, and the tables of API operations in AWS's service authorization reference, read
 * 2026-11-23; for commands that AWS's CLI composes of several calls, its source, version 1.45.
 * S3 has a file of its own, `s3-commands.ts`.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const irregularCommands: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accessanalyzer: {
    'access-analyzer:GetFinding': 'get-finding-v2',
    'access-analyzer:ListFindings': 'list-findings-v2',
  },
  apigatewaymanagementapi: {
    'execute-api:ManageConnections': 'delete-connection get-connection post-to-connection',
  },
  'bcm-pricing-calculator': {
    'bcm-pricing-calculator:CreateBillScenarioCommitmentModification':
      'batch-create-bill-scenario-commitment-modification',
    'bcm-pricing-calculator:CreateBillScenarioUsageModification':
      'batch-create-bill-scenario-usage-modification',
    'bcm-pricing-calculator:CreateWorkloadEstimateUsage': 'batch-create-workload-estimate-usage',
    'bcm-pricing-calculator:DeleteBillScenarioCommitmentModification':
      'batch-delete-bill-scenario-commitment-modification',
    'bcm-pricing-calculator:DeleteBillScenarioUsageModification':
      'batch-delete-bill-scenario-usage-modification',
    'bcm-pricing-calculator:DeleteWorkloadEstimateUsage': 'batch-delete-workload-estimate-usage',
    'bcm-pricing-calculator:UpdateBillScenarioCommitmentModification':
      'batch-update-bill-scenario-commitment-modification',
    'bcm-pricing-calculator:UpdateBillScenarioUsageModification':
      'batch-update-bill-scenario-usage-modification',
    'bcm-pricing-calculator:UpdateWorkloadEstimateUsage': 'batch-update-workload-estimate-usage',
  },
  'bedrock-runtime': { 'bedrock:InvokeModel': 'converse start-async-invoke' },
  budgets: {
    'budgets:ModifyBudget':
      'create-budget create-notification create-subscriber delete-budget delete-notification delete-subscriber update-budget update-notification update-subscriber',
    'budgets:ViewBudget':
      'describe-budget describe-budget-notifications-for-account describe-budget-performance-history describe-budgets describe-notifications-for-budget describe-subscribers-for-notification',
  },
  cloudformation: { 's3:PutObject': 'package' },
  cloudfront: { 'cloudfront:CreateDistribution cloudfront:TagResource': 'create-distribution-with-tags' },
  cloudsearchdomain: { 'cloudsearch:document': 'upload-documents' },
  codeartifact: {
    'codeartifact:GetAuthorizationToken codeartifact:GetRepositoryEndpoint sts:GetServiceBearerToken':
      'login',
    'codeartifact:GetAuthorizationToken sts:GetServiceBearerToken': 'get-authorization-token',
  },
  configservice: {
    'config:DescribeConfigurationRecorderStatus config:DescribeDeliveryChannelStatus': 'get-status',
  },
  datapipeline: { 'datapipeline:DescribeObjects datapipeline:QueryObjects': 'list-runs' },
  deadline: {
    'deadline:GetJob': 'batch-get-job',
    'deadline:GetSession': 'batch-get-session',
    'deadline:GetSessionAction': 'batch-get-session-action',
    'deadline:GetStep': 'batch-get-step',
    'deadline:GetTask': 'batch-get-task',
    'deadline:GetWorker': 'batch-get-worker',
    'deadline:UpdateJob': 'batch-update-job',
    'deadline:UpdateTask': 'batch-update-task',
  },
  deploy: { 'codedeploy:RegisterApplicationRevision s3:PutObject': 'push' },
  detective: { 'detective:ListOrganizationAdminAccount': 'list-organization-admin-accounts' },
  dms: {
    'dms:AssociateExtensionPack': 'start-extension-pack-association',
    'dms:ListDataProviders': 'describe-data-providers',
    'dms:ListExtensionPacks': 'describe-extension-pack-associations',
    'dms:ListInstanceProfiles': 'describe-instance-profiles',
    'dms:ListMetadataModelAssessments': 'describe-metadata-model-assessments',
    'dms:ListMetadataModelConversions': 'describe-metadata-model-conversions',
    'dms:ListMetadataModelExports':
      'describe-metadata-model-exports-as-script describe-metadata-model-exports-to-target',
    'dms:ListMigrationProjects': 'describe-migration-projects',
    'dms:StartMetadataModelExportAsScripts': 'start-metadata-model-export-as-script',
    'dms:UpdateConversionConfiguration': 'modify-conversion-configuration',
    'dms:UpdateDataProvider': 'modify-data-provider',
    'dms:UpdateInstanceProfile': 'modify-instance-profile',
    'dms:UpdateMigrationProject': 'modify-migration-project',
  },
  dynamodb: { 'dynamodb:GetItem': 'transact-get-items' },
  ecr: {
    'ecr:BatchGetImage': 'list-image-referrers',
    'ecr:GetAuthorizationToken': 'get-login get-login-password',
  },
  'ecr-public': {
    'ecr-public:GetAuthorizationToken sts:GetServiceBearerToken':
      'get-authorization-token get-login-password',
  },
  ecs: {
    'codedeploy:CreateDeployment codedeploy:GetApplication codedeploy:GetDeploymentGroup ecs:DescribeServices ecs:RegisterTaskDefinition':
      'deploy',
  },
  efs: { 'elasticfilesystem:DescribeAccessPoints': 'list-tags-for-resource' },
  eks: { 'eks:DescribeCluster': 'update-kubeconfig' },
  emr: {
    'elasticmapreduce:AddJobFlowSteps':
      'add-steps create-hbase-backup disable-hbase-backups install-applications restore-from-hbase-backup schedule-hbase-backup',
    'elasticmapreduce:RunJobFlow': 'create-cluster',
    'elasticmapreduce:TerminateJobFlows': 'terminate-clusters',
  },
  'emr-containers': {
    'eks:DescribeCluster iam:GetRole iam:UpdateAssumeRolePolicy': 'update-role-trust-policy',
  },
  gamelift: {
    'gamelift:CreateBuild gamelift:RequestUploadCredentials': 'upload-build',
    'gamelift:GetGameSessionLogUrl': 'get-game-session-log',
  },
  glue: {
    'glue:GetDataQualityResult':
      'batch-get-data-quality-result list-data-quality-statistic-annotations list-data-quality-statistics',
    'glue:GetPartition': 'get-unfiltered-partition-metadata',
    'glue:GetPartitions': 'get-unfiltered-partitions-metadata',
    'glue:GetTable': 'get-unfiltered-table-metadata',
    'glue:PutDataQualityStatisticAnnotation': 'batch-put-data-quality-statistic-annotation',
  },
  'iot-jobs-data': { 'iot:StartCommandExecution': 'start-command-execution' },
  iotfleetwise: {
    'iotfleetwise:CreateVehicle': 'batch-create-vehicle',
    'iotfleetwise:UpdateVehicle': 'batch-update-vehicle',
  },
  keyspaces: {
    'application-autoscaling:DescribeScalableTargets application-autoscaling:DescribeScalingPolicies cassandra:Select':
      'get-table-auto-scaling-settings',
    'cassandra:Alter': 'update-keyspace update-table',
    'cassandra:Create': 'create-keyspace create-table create-type',
    'cassandra:Drop': 'delete-keyspace delete-table delete-type',
    'cassandra:Restore cassandra:Select': 'restore-table',
    'cassandra:Select':
      'get-keyspace get-table get-type list-keyspaces list-tables list-tags-for-resource list-types',
  },
  kms: { 'kms:ReEncryptFrom kms:ReEncryptTo': 're-encrypt' },
  lakeformation: { 'lakeformation:GetDataAccess': 'get-temporary-data-location-credentials' },
  lambda: {
    'lambda:GetLayerVersion': 'get-layer-version-by-arn',
    'lambda:InvokeFunction': 'invoke',
  },
  'lexv2-models': { 'lex:ListAggregatedUtterances': 'list-utterance-analytics-data list-utterance-metrics' },
  logs: { 'logs:FilterLogEvents': 'tail' },
  'marketplace-catalog': { 'aws-marketplace:DescribeEntity': 'batch-describe-entities' },
  mediaconnect: {
    'mediaconnect:GetRouterInput': 'batch-get-router-input',
    'mediaconnect:GetRouterNetworkInterface': 'batch-get-router-network-interface',
    'mediaconnect:GetRouterOutput': 'batch-get-router-output',
  },
  'neptune-graph': { 'neptune-graph:GetQueryStatus': 'get-query' },
  neptunedata: {
    'neptune-db:CancelQuery': 'cancel-gremlin-query cancel-open-cypher-query',
    'neptune-db:DeleteStatistics': 'delete-propertygraph-statistics delete-sparql-statistics',
    'neptune-db:GetGraphSummary': 'get-propertygraph-summary get-rdf-graph-summary',
    'neptune-db:GetMLDataProcessingJobStatus': 'get-ml-data-processing-job',
    'neptune-db:GetMLEndpointStatus': 'get-ml-endpoint',
    'neptune-db:GetMLModelTrainingJobStatus': 'get-ml-model-training-job',
    'neptune-db:GetMLModelTransformJobStatus': 'get-ml-model-transform-job',
    'neptune-db:GetQueryStatus':
      'get-gremlin-query-status get-open-cypher-query-status list-gremlin-queries list-open-cypher-queries',
    'neptune-db:GetStatisticsStatus': 'get-propertygraph-statistics get-sparql-statistics',
    'neptune-db:GetStreamRecords': 'get-propertygraph-stream get-sparql-stream',
    'neptune-db:ManageStatistics': 'manage-propertygraph-statistics manage-sparql-statistics',
    'neptune-db:ReadDataViaQuery': 'execute-gremlin-profile-query execute-open-cypher-explain-query',
    'neptune-db:ResetDatabase': 'execute-fast-reset',
  },
  qapps: { 'qapps:ImportDocument': 'create-presigned-url' },
  quicksight: {
    'quicksight:DescribeAnalysis': 'describe-analysis-definition',
    'quicksight:DescribeDashboard': 'describe-dashboard-definition',
    'quicksight:DescribeTemplate': 'describe-template-definition',
  },
  rds: { 'rds:ModifyOptionGroup': 'add-option-to-option-group remove-option-from-option-group' },
  'redshift-data': { 'redshift-data:GetStatementResult': 'get-statement-result-v2' },
  securityhub: {
    'securityhub:BatchUpdateFindings': 'batch-update-findings-v2',
    'securityhub:GetAdhocInsightResults': 'get-finding-statistics-v2',
    'securityhub:GetFindings': 'get-findings-v2',
  },
  sns: { 'sns:Publish': 'publish-batch' },
  socialmessaging: { 'social-messaging:DeleteWhatsAppMessageMedia': 'delete-whatsapp-media-message' },
  sqs: {
    'sqs:ChangeMessageVisibility': 'change-message-visibility-batch',
    'sqs:DeleteMessage': 'delete-message-batch',
    'sqs:SendMessage': 'send-message-batch',
  },
  taxsettings: {
    'tax:GetExemptions': 'batch-get-tax-exemptions get-tax-exemption-types list-tax-exemptions',
    'tax:UpdateExemptions': 'put-tax-exemption',
  },
  'timestream-query': { 'timestream:Select': 'prepare-query query' },
  verifiedpermissions: {
    'verifiedpermissions:GetPolicy': 'batch-get-policy',
    'verifiedpermissions:IsAuthorized': 'batch-is-authorized',
    'verifiedpermissions:IsAuthorizedWithToken': 'batch-is-authorized-with-token',
  },
  'vpc-lattice': { 'vpc-lattice:UpdateRule': 'batch-update-rule' },
};
