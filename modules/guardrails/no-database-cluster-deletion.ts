import type { Guardrail } from './guardrail.js';
import { scopesOf } from './scopes-of.js';
import { deny } from './statement.js';

const actions = [
  'dax:DeleteCluster',
  'docdb-elastic:DeleteCluster',
  'dsql:DeleteCluster',
  'elasticache:DeleteCacheCluster',
  'elasticache:DeleteGlobalReplicationGroup',
  'elasticache:DeleteReplicationGroup',
  'elasticache:DeleteServerlessCache',
  'memorydb:DeleteCluster',
  'memorydb:DeleteMultiRegionCluster',
  'rds:DeleteDBCluster',
  'rds:DeleteDBShardGroup',
  'rds:DeleteGlobalCluster',
  'redshift:DeleteCluster',
  'redshift-serverless:DeleteNamespace',
  'redshift-serverless:DeleteWorkgroup',
  'timestream-influxdb:DeleteDbCluster',
];

export const noDatabaseClusterDeletion: Guardrail = {
  id: 'no-database-cluster-deletion',
  group: 'databases',
  requirement: 'Nobody drops a database cluster from chat.',
  notes: [
    'The `rds` prefix covers Aurora, RDS, Neptune and DocumentDB; DocumentDB elastic clusters have their own.',
    'Instances, tables and snapshots are left alone: `no-database-deletion` covers them as well.',
  ],
  parameters: [
    { name: 'resources', required: false, sentence: 'Protect only clusters whose ARN matches one of these.' },
  ],
  statements: ({ resources }) => scopesOf({ resources, tags: {} }).map((scope) => deny(actions, scope)),
  denies: {
    says: 'delete an Aurora cluster',
    action: 'rds:DeleteDBCluster',
    resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders',
  },
  leavesAlone: {
    says: 'restart one of its instances',
    action: 'rds:RebootDBInstance',
    resource: 'arn:aws:rds:eu-west-1:123456789012:db:orders-1',
  },
};
