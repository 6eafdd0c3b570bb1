import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'airflow-serverless:DeleteWorkflow',
  'airflow:DeleteEnvironment',
  'aoss:Delete*',
  'athena:DeleteCapacityReservation',
  'athena:DeleteDataCatalog',
  'athena:DeleteNamedQuery',
  'athena:DeleteNotebook',
  'athena:DeletePreparedStatement',
  'athena:DeleteWorkGroup',
  'bedrock:BatchDelete*',
  'bedrock:Delete*',
  'databrew:BatchDeleteRecipeVersion',
  'databrew:Delete*',
  'datazone:Delete*',
  'elasticmapreduce:Delete*',
  'elasticmapreduce:TerminateJobFlows',
  'emr-containers:DeleteManagedEndpoint',
  'emr-containers:DeleteVirtualCluster',
  'emr-serverless:DeleteApplication',
  'es:Delete*',
  'es:ESHttpDelete',
  'glue:BatchDelete*',
  'glue:Delete*',
  'kendra:Delete*',
  'kinesisanalytics:Delete*',
  'lakeformation:Delete*',
  'lakeformation:DeregisterResource',
  'osis:DeletePipeline',
  'quicksight:Delete*',
  'sagemaker:Delete*',
];

export const noAnalyticsDeletion: Guardrail = {
  id: 'no-analytics-deletion',
  group: 'databases',
  requirement:
    'Denies deleting search domains, data catalogs, analytics clusters and machine learning models from chat.',
  notes: [],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'delete a search domain',
    action: 'es:DeleteDomain',
    resource: 'arn:aws:es:eu-west-1:123456789012:domain/search',
  },
  doesNotDeny: {
    request: 'describe its configuration',
    action: 'es:DescribeDomainConfig',
    resource: 'arn:aws:es:eu-west-1:123456789012:domain/search',
  },
};
