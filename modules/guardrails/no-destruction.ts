import type { Guardrail } from './guardrail.js';
import { noAnalyticsDeletion } from './no-analytics-deletion.js';
import { noAuditTrailChanges } from './no-audit-trail-changes.js';
import { noBackupDeletion } from './no-backup-deletion.js';
import { noContainerDeletion } from './no-container-deletion.js';
import { noDatabaseDeletion } from './no-database-deletion.js';
import { noInstanceTermination } from './no-instance-termination.js';
import { noKeyDestruction } from './no-key-destruction.js';
import { noLogDeletion } from './no-log-deletion.js';
import { noNetworkDeletion } from './no-network-deletion.js';
import { noQueueDeletion } from './no-queue-deletion.js';
import { noServerlessDeletion } from './no-serverless-deletion.js';
import { noStackChanges } from './no-stack-changes.js';
import { noStorageDeletion } from './no-storage-deletion.js';
import { allOf } from './statement.js';

const members = [
  noAnalyticsDeletion,
  noAuditTrailChanges,
  noBackupDeletion,
  noContainerDeletion,
  noDatabaseDeletion,
  noInstanceTermination,
  noKeyDestruction,
  noLogDeletion,
  noNetworkDeletion,
  noQueueDeletion,
  noServerlessDeletion,
  noStackChanges,
  noStorageDeletion,
];

/** Deny all deletions of these services: that is short, and covers actions that AWS adds later. */
const allDeletions = [
  'backup:Delete*',
  'ec2:Delete*',
  'iot:Delete*',
  'lightsail:Delete*',
  'transfer:Delete*',
];

export const noDestruction: Guardrail = {
  id: 'no-destruction',
  group: 'packs',
  requirement: 'Denies destroying resources from chat that would have to be rebuilt or restored.',
  notes: [
    'It fills nearly a whole policy. With exemptions or conditions it may need two policies; the plan splits it.',
  ],
  parameters: [],
  includes: members.map((member) => member.id),
  statements: allOf(members, allDeletions),
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
