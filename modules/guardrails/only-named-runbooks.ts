import type { Guardrail } from './guardrail.js';
import { runbookArns } from './runbook-arns.js';
import { deny } from './statement.js';

export const onlyNamedRunbooks: Guardrail = {
  id: 'only-named-runbooks',
  group: 'execution',
  requirement: 'From chat nobody starts a runbook that is not on the list.',
  notes: [
    'AWS owns its runbooks: their ARNs have no account, `arn:aws:ssm:*::document/AWS-RestartEC2Instance`.',
    'A runbook may run under its own role, without the mark of chat: what it does is bound by no guardrail.',
  ],
  parameters: [
    { name: 'resources', required: true, sentence: 'ARNs of the documents that may be started as runbooks.' },
  ],
  statements: ({ resources }) => [
    deny(['ssm:StartAutomationExecution', 'ssm:StartChangeRequestExecution'], {
      exceptResources: runbookArns(resources),
    }),
  ],
  denies: {
    says: 'start a runbook that is not on the list',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1::document/AWS-DeleteSnapshot',
    with: { resources: ['arn:aws:ssm:*::document/AWS-RestartEC2Instance'] },
  },
  leavesAlone: {
    says: 'start one that is',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance',
    with: { resources: ['arn:aws:ssm:*::document/AWS-RestartEC2Instance'] },
  },
};
