import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'cassandra:Drop*',
  'dax:DeleteCluster',
  'dax:DeleteParameterGroup',
  'dax:DeleteSubnetGroup',
  'docdb-elastic:Delete*',
  'dsql:Delete*',
  'dsql:RemovePeerCluster',
  'dynamodb:DeleteBackup',
  'dynamodb:DeleteTable*',
  'dynamodb:UpdateGlobalTable',
  'dynamodb:UpdateTimeToLive',
  'elasticache:Delete*',
  'elasticache:DisassociateGlobalReplicationGroup',
  'lightsail:DeleteRelationalDatabase*',
  'memorydb:Delete*',
  'neptune-db:DeleteDataViaQuery',
  'neptune-db:ResetDatabase',
  'neptune-graph:Delete*',
  'neptune-graph:ResetGraph',
  'odb:Delete*',
  'rds:BacktrackDBCluster',
  'rds:Delete*',
  'rds:RemoveFromGlobalCluster',
  'redshift-serverless:Delete*',
  'redshift:BatchDeleteClusterSnapshots',
  'redshift:Delete*',
  'timestream-influxdb:Delete*',
  'timestream:Delete*',
];

export const noDatabaseDeletion: Guardrail = {
  id: 'no-database-deletion',
  group: 'databases',
  requirement: 'Denies deleting databases from chat, including their snapshots and backups.',
  notes: [
    'It covers clusters, instances, tables, keyspaces, caches, ledgers, snapshots and automated backups. It also covers setting a time to live and rewinding a cluster, which delete rows.',
    'The `rds` prefix covers Aurora, RDS, Neptune and DocumentDB.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'delete a DynamoDB table',
    action: 'dynamodb:DeleteTable',
    resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
  },
  doesNotDeny: {
    request: 'describe the table',
    action: 'dynamodb:DescribeTable',
    resource: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
  },
};
