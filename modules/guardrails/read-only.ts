import { chatService, questionsToAmazonQ } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { readActions } from './read-actions.js';
import { allowOnly } from './statement.js';

export const readOnly: Guardrail = {
  id: 'read-only',
  group: 'packs',
  requirement: 'Denies everything from chat except reading settings, metrics and logs.',
  notes: [
    'This is an allow-list: it denies everything else, including services that AWS adds later.',
    'The list contains what the chat app and questions to Amazon Q need: `chatbot:*`, reading CloudWatch, conversations of `q` and the search of Resource Explorer.',
    'It does not deny reading environment variables, user data and templates, which often contain secrets: add `no-environment-reading`.',
    'The list does not contain API Gateway, because its only reading action `apigateway:GET` also reads API keys. Add it with `actions`.',
  ],
  parameters: [{ name: 'actions', required: false, description: 'Further actions that chat can run.' }],
  statements: ({ actions }) => [
    allowOnly([...chatService, ...questionsToAmazonQ, ...readActions, ...actions]),
  ],
  denies: {
    request: 'restart an instance',
    action: 'ec2:RebootInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
  doesNotDeny: { request: 'list the instances', action: 'ec2:DescribeInstances', resource: '*' },
};
