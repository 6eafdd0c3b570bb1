import type { Guardrail } from './guardrail.js';
import { runbookArns } from './runbook-arns.js';
import { deny } from './statement.js';

export const onlyNamedRunbooks: Guardrail = {
  id: 'only-named-runbooks',
  group: 'execution',
  requirement: 'Denies starting runbooks from chat that are not on the list.',
  notes: [
    'Runbooks that AWS owns have no account in their ARN: `arn:aws:ssm:*::document/AWS-RestartEC2Instance`.',
    'A runbook can run with its own role. Its requests do not carry `aws:ChatbotSourceArn`, so no guardrail applies to what it does.',
  ],
  parameters: [
    { name: 'resources', required: true, description: 'ARNs of the runbooks that can be started.' },
  ],
  statements: ({ resources }) => [
    deny(['ssm:StartAutomationExecution', 'ssm:StartChangeRequestExecution'], {
      exceptResources: runbookArns(resources),
    }),
  ],
  denies: {
    request: 'start a runbook that is not on the list',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1::document/AWS-DeleteSnapshot',
    with: { resources: ['arn:aws:ssm:*::document/AWS-RestartEC2Instance'] },
  },
  doesNotDeny: {
    request: 'start a listed runbook',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance',
    with: { resources: ['arn:aws:ssm:*::document/AWS-RestartEC2Instance'] },
  },
};
