import { chatService, questionsToAmazonQ } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { readActions } from './read-actions.js';
import { allowOnly } from './statement.js';

export const readOnly: Guardrail = {
  id: 'read-only',
  group: 'packs',
  requirement: 'From chat people look and touch nothing: no change, no secret, no contents of a store.',
  notes: [
    'It is an allow-list: whatever is not on it is denied, services to come included.',
    'What the chat app and questions to Amazon Q need is on the list: `chatbot:*`, reading CloudWatch, conversations of `q` and the search of Resource Explorer.',
    'Environment variables, user data and templates are settings and can be read, and secrets are often left there: add `no-environment-reading`.',
    'API Gateway is left out, because its one reading action `apigateway:GET` reads API keys as well; `actions` lets it in.',
  ],
  parameters: [{ name: 'actions', required: false, sentence: 'Further actions that chat may run.' }],
  statements: ({ actions }) => [
    allowOnly([...chatService, ...questionsToAmazonQ, ...readActions, ...actions]),
  ],
  denies: {
    says: 'restart an instance',
    action: 'ec2:RebootInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
  leavesAlone: { says: 'describe the instances', action: 'ec2:DescribeInstances', resource: '*' },
};
