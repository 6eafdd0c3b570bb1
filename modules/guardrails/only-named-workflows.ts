import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

export const onlyNamedWorkflows: Guardrail = {
  id: 'only-named-workflows',
  group: 'execution',
  requirement: 'Denies starting state machines from chat that are not on the list.',
  notes: [
    'A state machine runs with its own role. Its requests do not carry `aws:ChatbotSourceArn`, so no guardrail applies to what it does.',
  ],
  parameters: [
    { name: 'resources', required: true, description: 'ARNs of the state machines that can be started.' },
  ],
  statements: ({ resources }) => [
    deny(['states:StartExecution', 'states:StartSyncExecution'], { exceptResources: resources }),
  ],
  denies: {
    request: 'start a state machine that is not on the list',
    action: 'states:StartExecution',
    resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:refund',
    with: { resources: ['arn:aws:states:*:*:stateMachine:resize'] },
  },
  doesNotDeny: {
    request: 'start a listed state machine',
    action: 'states:StartExecution',
    resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:resize',
    with: { resources: ['arn:aws:states:*:*:stateMachine:resize'] },
  },
};
