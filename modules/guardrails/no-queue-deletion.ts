import type { Guardrail } from './guardrail.js';
import { deny, scopesOf } from './statement.js';

const actions = [
  'firehose:DeleteDeliveryStream',
  'iot:DeleteTopicRule*',
  'kafka:Delete*',
  'kafkaconnect:Delete*',
  'kinesis:DecreaseStreamRetentionPeriod',
  'kinesis:DeleteStream',
  'kinesis:DeregisterStreamConsumer',
  'kinesis:MergeShards',
  'kinesisvideo:DeleteStream',
  'mq:DeleteBroker',
  'mq:DeleteConfiguration',
  'mq:RebootBroker',
  'sns:DeleteTopic',
  'sns:Unsubscribe',
  'sqs:DeleteMessage',
  'sqs:DeleteQueue',
  'sqs:PurgeQueue',
  'sqs:StartMessageMoveTask',
];

export const noQueueDeletion: Guardrail = {
  id: 'no-queue-deletion',
  group: 'storage',
  requirement: 'Denies deleting and emptying queues, topics, streams and brokers from chat.',
  notes: [],
  parameters: [
    {
      name: 'resources',
      required: false,
      description: 'Covers only queues, topics, streams and brokers whose ARN matches one of these patterns.',
    },
  ],
  statements: (values) => scopesOf(values).map((scope) => deny(actions, scope)),
  denies: {
    request: 'empty a queue',
    action: 'sqs:PurgeQueue',
    resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
  },
  doesNotDeny: {
    request: 'show its length',
    action: 'sqs:GetQueueAttributes',
    resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
  },
};
