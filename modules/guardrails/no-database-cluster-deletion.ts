import type { Guardrail } from './guardrail.js';
import { deny, scopesOf } from './statement.js';

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
  requirement: 'Denies deleting database clusters from chat.',
  notes: [
    'The `rds` prefix covers Aurora, RDS, Neptune and DocumentDB; DocumentDB elastic clusters have their own prefix.',
    'It does not cover instances, tables and snapshots; `no-database-deletion` does.',
  ],
  parameters: [
    {
      name: 'resources',
      required: false,
      description: 'Covers only clusters whose ARN matches one of these patterns.',
    },
  ],
  statements: ({ resources }) => scopesOf({ resources, tags: {} }).map((scope) => deny(actions, scope)),
  denies: {
    request: 'delete an Aurora cluster',
    action: 'rds:DeleteDBCluster',
    resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders',
  },
  doesNotDeny: {
    request: 'restart one of its instances',
    action: 'rds:RebootDBInstance',
    resource: 'arn:aws:rds:eu-west-1:123456789012:db:orders-1',
  },
};
