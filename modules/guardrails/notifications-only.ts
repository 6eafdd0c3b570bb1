import { chatService } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { allowOnly } from './statement.js';

export const notificationsOnly: Guardrail = {
  id: 'notifications-only',
  group: 'packs',
  requirement: 'Denies all commands from chat except reading alarms and metrics; notifications still arrive.',
  notes: [
    'This is an allow-list: it denies everything else, including services that AWS adds later.',
    'The list contains what the chat app itself needs: `chatbot:*`, and reading CloudWatch for the charts of alarms.',
    'A service control policy does not stop notifications. To control where they are delivered, use a chat policy.',
  ],
  parameters: [],
  statements: () => [allowOnly(chatService)],
  denies: { request: 'list the instances', action: 'ec2:DescribeInstances', resource: '*' },
  doesNotDeny: {
    request: 'show the chart of an alarm',
    action: 'cloudwatch:GetMetricWidgetImage',
    resource: '*',
  },
};
