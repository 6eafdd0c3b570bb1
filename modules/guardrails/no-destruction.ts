import { allOf } from './all-of.js';
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

/** Services of which everything is worth a rule: it holds for what AWS adds to them, and keeps the list short. */
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
  requirement: 'From chat nobody destroys anything that would have to be rebuilt or restored.',
  notes: [
    'It fills nearly a whole policy. With exceptions or conditions it may need two; it is then spread over them.',
  ],
  parameters: [],
  includes: members.map((member) => member.id),
  statements: () => allOf(members, allDeletions),
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
