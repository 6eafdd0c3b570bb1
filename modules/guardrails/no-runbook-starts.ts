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
  requirement: 'Denies starting runbooks from chat.',
  notes: [
    'A runbook can run with its own role. Its requests do not carry `aws:ChatbotSourceArn`, so no guardrail applies to what it does.',
    'To allow a few runbooks, use `only-named-runbooks`.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'start a runbook',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1:123456789012:document/AWS-RestartEC2Instance',
  },
  doesNotDeny: {
    request: 'list the executions of runbooks',
    action: 'ssm:DescribeAutomationExecutions',
    resource: '*',
  },
};
