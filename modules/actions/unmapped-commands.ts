/** Of commands that AWS lists no action for; a test holds that none of them could be mapped. */
export const noActionFits = 'matches no action in the list that AWS publishes';

const signsLocally = 'signs on the computer it runs on and calls no AWS API';
const localSettings = 'reads and writes settings of the computer it runs on';
const severalCalls = 'makes calls that depend on its options and on what they find';
const queryDecides = 'needs what the query text asks for: reading, writing or deleting data';
const ownToken = 'is authorized by a token of the service itself, not by IAM';

/**
 * Commands that no IAM action can be named for, by service, then by the reason (what the command does, to be
 * read after its name). `*` is every command of the service that is not mapped elsewhere.
 */
export const unmappedCommands: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  applicationcostprofiler: { [noActionFits]: '*' },
  appstream: { [noActionFits]: 'drain-session-instance' },
  'bedrock-agentcore': { [noActionFits]: 'invoke-browser' },
  cloudfront: {
    [noActionFits]: 'list-distributions-by-owned-resource',
    [signsLocally]: 'sign',
  },
  cloudhsm: { [noActionFits]: '*' },
  cloudtrail: { [severalCalls]: 'create-subscription update-subscription validate-logs' },
  cloudwatch: { [noActionFits]: 'describe-alarm-contributors' },
  codecatalyst: { [ownToken]: '*' },
  codecommit: { [signsLocally]: 'credential-helper' },
  comprehendmedical: { [noActionFits]: 'detect-entities' },
  configservice: { [severalCalls]: 'subscribe' },
  configure: { [localSettings]: '*' },
  connect: {
    [noActionFits]:
      'associate-hours-of-operations create-test-case delete-test-case describe-test-case disassociate-hours-of-operations get-test-case-execution-summary list-child-hours-of-operations list-test-case-execution-records list-test-case-executions list-test-cases search-test-cases start-test-case-execution stop-test-case-execution update-test-case update-user-config',
  },
  connectparticipant: { [ownToken]: '*' },
  datapipeline: { [severalCalls]: 'create-default-roles' },
  datazone: { [noActionFits]: 'update-root-domain-unit-owner' },
  deploy: { [severalCalls]: 'deregister install register uninstall' },
  dlm: { [severalCalls]: 'create-default-role' },
  eks: { [signsLocally]: 'get-token' },
  emr: { [severalCalls]: 'create-default-roles get put socks ssh' },
  'finspace-data': { [noActionFits]: '*' },
  'geo-maps': { [noActionFits]: 'get-glyphs get-sprites get-style-descriptor' },
  glue: {
    [noActionFits]:
      'get-materialized-view-refresh-task-run list-materialized-view-refresh-task-runs start-materialized-view-refresh-task-run stop-materialized-view-refresh-task-run',
  },
  history: { [localSettings]: '*' },
  iam: { [noActionFits]: 'update-delegation-request' },
  iotthingsgraph: { [noActionFits]: '*' },
  lakeformation: { [noActionFits]: 'assume-decorated-role-with-saml' },
  'lexv2-models': { [noActionFits]: 'list-bot-analyzer-history' },
  mediaconnect: {
    [noActionFits]: 'list-tags-for-global-resource tag-global-resource untag-global-resource',
  },
  mediaconvert: { [noActionFits]: 'get-jobs-query-results start-jobs-query' },
  mediatailor: { [noActionFits]: 'delete-function get-function list-functions put-function' },
  'neptune-graph': { [queryDecides]: 'execute-query' },
  neptunedata: {
    [queryDecides]: 'execute-gremlin-explain-query execute-gremlin-query execute-open-cypher-query',
  },
  outposts: { [noActionFits]: 'start-outpost-decommission' },
  rds: {
    [noActionFits]: 'describe-serverless-v2-platform-versions',
    [signsLocally]: 'generate-db-auth-token',
  },
  redshift: { [severalCalls]: 'modify-lakehouse-configuration' },
  'redshift-serverless': { [severalCalls]: 'update-lakehouse-configuration' },
  'resource-explorer-2': { [noActionFits]: 'list-resources' },
  s3: { [signsLocally]: 'presign' },
  securityhub: { [noActionFits]: 'register-connector-v2' },
  servicecatalog: { [severalCalls]: 'generate' },
  wickr: { [noActionFits]: 'update-network' },
};
