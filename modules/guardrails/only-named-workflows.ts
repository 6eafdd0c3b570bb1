import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

export const onlyNamedWorkflows: Guardrail = {
  id: 'only-named-workflows',
  group: 'execution',
  requirement: 'From chat nobody starts a state machine that is not on the list.',
  notes: [
    'A state machine runs under its own role, without the mark of chat: what it does is bound by no guardrail.',
  ],
  parameters: [
    { name: 'resources', required: true, sentence: 'ARNs of the state machines that may be started.' },
  ],
  statements: ({ resources }) => [
    deny(['states:StartExecution', 'states:StartSyncExecution'], { exceptResources: resources }),
  ],
  denies: {
    says: 'start a state machine that is not on the list',
    action: 'states:StartExecution',
    resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:refund',
    with: { resources: ['arn:aws:states:*:*:stateMachine:resize'] },
  },
  leavesAlone: {
    says: 'start one that is',
    action: 'states:StartExecution',
    resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:resize',
    with: { resources: ['arn:aws:states:*:*:stateMachine:resize'] },
  },
};
