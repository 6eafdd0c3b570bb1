import type { Guardrail } from './guardrail.js';
import { scopesOf } from './scopes-of.js';
import { deny } from './statement.js';

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
  requirement: 'Nobody deletes or empties a queue, a topic, a stream or a broker from chat.',
  notes: [],
  parameters: [
    {
      name: 'resources',
      required: false,
      sentence: 'Protect only queues, topics, streams and brokers whose ARN matches one of these.',
    },
  ],
  statements: (values) => scopesOf(values).map((scope) => deny(actions, scope)),
  denies: {
    says: 'empty a queue',
    action: 'sqs:PurgeQueue',
    resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
  },
  leavesAlone: {
    says: 'see how long it is',
    action: 'sqs:GetQueueAttributes',
    resource: 'arn:aws:sqs:eu-west-1:123456789012:orders',
  },
};
