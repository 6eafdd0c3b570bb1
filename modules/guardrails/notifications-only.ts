import { chatService } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { allowOnly } from './statement.js';

export const notificationsOnly: Guardrail = {
  id: 'notifications-only',
  group: 'packs',
  requirement: 'To chat notifications are delivered, and from it nothing is run.',
  notes: [
    'It is an allow-list: whatever is not on it is denied, services to come included.',
    'What the chat app itself needs is on the list: `chatbot:*` and reading CloudWatch, for the charts of alarms. So people can still read alarms and metrics.',
    'Where notifications may be delivered is for a chat policy to say; a service control policy does not stop them.',
  ],
  parameters: [],
  statements: () => [allowOnly(chatService)],
  denies: { says: 'describe the instances', action: 'ec2:DescribeInstances', resource: '*' },
  leavesAlone: {
    says: 'show the chart of an alarm',
    action: 'cloudwatch:GetMetricWidgetImage',
    resource: '*',
  },
};
