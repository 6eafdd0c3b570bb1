import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'config:StartRemediationExecution',
  'ssm-incidents:StartIncident',
  'ssm:SendAutomationSignal',
  'ssm:StartAutomationExecution',
  'ssm:StartChangeRequestExecution',
];

export const noRunbookStarts: Guardrail = {
  id: 'no-runbook-starts',
  group: 'execution',
  requirement: 'Nobody starts a runbook from chat.',
  notes: [
    'A runbook may run under its own role, without the mark of chat. To leave a few runbooks open, use `only-named-runbooks`.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    says: 'start a runbook',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1:123456789012:document/AWS-RestartEC2Instance',
  },
  leavesAlone: { says: 'see which runbooks ran', action: 'ssm:DescribeAutomationExecutions', resource: '*' },
};
