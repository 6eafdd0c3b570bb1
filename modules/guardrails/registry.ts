import type { Intent } from '../policy/intent.js';
import type { Guardrail } from './guardrail.js';
import { noAlarmSilencing } from './no-alarm-silencing.js';
import { noAnalyticsDeletion } from './no-analytics-deletion.js';
import { noAuditTrailChanges } from './no-audit-trail-changes.js';
import { noBackupDeletion } from './no-backup-deletion.js';
import { noBackupWeakening } from './no-backup-weakening.js';
import { noBillingChanges } from './no-billing-changes.js';
import { noCapacityChanges } from './no-capacity-changes.js';
import { noChangesToTaggedResources } from './no-changes-to-tagged-resources.js';
import { noContainerDeletion } from './no-container-deletion.js';
import { noDataExport } from './no-data-export.js';
import { noDataReading } from './no-data-reading.js';
import { noDataSharing } from './no-data-sharing.js';
import { noDataWriting } from './no-data-writing.js';
import { noDatabaseChanges } from './no-database-changes.js';
import { noDatabaseClusterDeletion } from './no-database-cluster-deletion.js';
import { noDatabaseDeletion } from './no-database-deletion.js';
import { noDatabaseInterruption } from './no-database-interruption.js';
import { noDeployments } from './no-deployments.js';
import { noDestruction } from './no-destruction.js';
import { noDnsChanges } from './no-dns-changes.js';
import { noEnvironmentReading } from './no-environment-reading.js';
import { noFirewallWeakening } from './no-firewall-weakening.js';
import { noFunctionChanges } from './no-function-changes.js';
import { noFunctionInvocation } from './no-function-invocation.js';
import { noIdentityChanges } from './no-identity-changes.js';
import { noInstanceInterruption } from './no-instance-interruption.js';
import { noInstanceTermination } from './no-instance-termination.js';
import { noJobStarts } from './no-job-starts.js';
import { noKeyDestruction } from './no-key-destruction.js';
import { noLogDeletion } from './no-log-deletion.js';
import { noLogReading } from './no-log-reading.js';
import { noModelInvocation } from './no-model-invocation.js';
import { noNetworkDeletion } from './no-network-deletion.js';
import { noNetworkExposure } from './no-network-exposure.js';
import { noNewCapacity } from './no-new-capacity.js';
import { noOrganizationChanges } from './no-organization-changes.js';
import { noOutboundMessages } from './no-outbound-messages.js';
import { noPrivilegeEscalation } from './no-privilege-escalation.js';
import { noPurchases } from './no-purchases.js';
import { noQueueDeletion } from './no-queue-deletion.js';
import { noRemoteShell } from './no-remote-shell.js';
import { noResourcePolicyChanges } from './no-resource-policy-changes.js';
import { noRolePassing } from './no-role-passing.js';
import { noRunbookStarts } from './no-runbook-starts.js';
import { noSecretChanges } from './no-secret-changes.js';
import { noSecretReading } from './no-secret-reading.js';
import { noServerlessDeletion } from './no-serverless-deletion.js';
import { noStackChanges } from './no-stack-changes.js';
import { noStorageDeletion } from './no-storage-deletion.js';
import { noStorageWeakening } from './no-storage-weakening.js';
import { noThreatDetectionChanges } from './no-threat-detection-changes.js';
import { noWorkflowStarts } from './no-workflow-starts.js';
import { notificationsOnly } from './notifications-only.js';
import { onlyNamedAccounts } from './only-named-accounts.js';
import { onlyNamedFunctions } from './only-named-functions.js';
import { onlyNamedRegions } from './only-named-regions.js';
import { onlyNamedRunbooks } from './only-named-runbooks.js';
import { onlyNamedWorkflows } from './only-named-workflows.js';
import { onlyTaggedResources } from './only-tagged-resources.js';
import { readOnly } from './read-only.js';
import { runbooksOnly } from './runbooks-only.js';

/** All guardrails of the catalogue except packs, by group and ID. */
export const guardrails: readonly Guardrail[] = [
  noAnalyticsDeletion,
  noDatabaseChanges,
  noDatabaseClusterDeletion,
  noDatabaseDeletion,
  noDatabaseInterruption,
  noCapacityChanges,
  noContainerDeletion,
  noInstanceInterruption,
  noInstanceTermination,
  noServerlessDeletion,
  noDataSharing,
  noQueueDeletion,
  noStorageDeletion,
  noStorageWeakening,
  noEnvironmentReading,
  noKeyDestruction,
  noSecretChanges,
  noSecretReading,
  noDnsChanges,
  noFirewallWeakening,
  noNetworkDeletion,
  noNetworkExposure,
  noAlarmSilencing,
  noAuditTrailChanges,
  noLogDeletion,
  noThreatDetectionChanges,
  noBackupDeletion,
  noBackupWeakening,
  noIdentityChanges,
  noOrganizationChanges,
  noResourcePolicyChanges,
  noRolePassing,
  noDeployments,
  noFunctionChanges,
  noFunctionInvocation,
  noJobStarts,
  noRemoteShell,
  noRunbookStarts,
  noStackChanges,
  noWorkflowStarts,
  onlyNamedFunctions,
  onlyNamedRunbooks,
  onlyNamedWorkflows,
  noBillingChanges,
  noModelInvocation,
  noNewCapacity,
  noPurchases,
  noDataExport,
  noDataReading,
  noDataWriting,
  noLogReading,
  noOutboundMessages,
  noChangesToTaggedResources,
  onlyNamedAccounts,
  onlyNamedRegions,
  onlyTaggedResources,
];

/** All packs: allow-lists, and guardrails that include several others. */
export const packs: readonly Guardrail[] = [
  noDestruction,
  noPrivilegeEscalation,
  notificationsOnly,
  readOnly,
  runbooksOnly,
];

const byId = new Map([...guardrails, ...packs].map((guardrail) => [guardrail.id, guardrail]));

/** Returns the guardrail or pack with this ID, or undefined. */
export function findGuardrail(id: string): Guardrail | undefined {
  return byId.get(id);
}

/** Returns what each policy requires that uses a guardrail of the catalogue, in one sentence, by the policy's name. */
export function requirementsOf({
  guardrails: intents,
  namePrefix,
}: Pick<Intent, 'guardrails' | 'namePrefix'>): ReadonlyMap<string, string> {
  return new Map(
    intents.flatMap(({ name, rule }) => {
      const own = 'use' in rule && rule.use !== undefined ? findGuardrail(rule.use) : undefined;
      return own === undefined ? [] : [[`${namePrefix}${name}`, own.requirement] as const];
    }),
  );
}
