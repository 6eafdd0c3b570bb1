import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'aps:Delete*',
  'cloudwatch:DeleteMetricStream',
  'cloudwatch:StopMetricStreams',
  'firehose:DeleteDeliveryStream',
  'firehose:UpdateDestination',
  'grafana:DeleteWorkspace',
  'kinesis:DecreaseStreamRetentionPeriod',
  'logs:CancelExportTask',
  'logs:Delete*',
  'logs:DisassociateKmsKey',
  'logs:PutAccountPolicy',
  'logs:PutDataProtectionPolicy',
  'logs:PutLogGroupDeletionProtection',
  'logs:PutRetentionPolicy',
  'logs:PutStorageTierPolicy',
  'logs:UpdateDeliveryConfiguration',
  'logs:UpdateLogDelivery',
  'oam:DeleteLink',
  'oam:DeleteSink',
  'observabilityadmin:Delete*',
  'observabilityadmin:Stop*',
  's3:PutBucketLogging',
  'xray:Delete*',
];

export const noLogDeletion: Guardrail = {
  id: 'no-log-deletion',
  group: 'logging',
  requirement: 'Denies deleting logs and shortening their retention from chat.',
  notes: [],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'delete a log group',
    action: 'logs:DeleteLogGroup',
    resource: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/resize',
  },
  doesNotDeny: {
    request: 'read its events',
    action: 'logs:FilterLogEvents',
    resource: 'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/resize',
  },
};
