import { chatService } from './chat-service.js';
import type { Guardrail } from './guardrail.js';
import { runbookArns } from './runbook-arns.js';
import { allowOnly, deny } from './statement.js';

const runbookActions = [
  'iam:PassRole',
  'ssm:DescribeAutomation*',
  'ssm:DescribeDocument*',
  'ssm:GetAutomationExecution',
  'ssm:GetDocument',
  'ssm:ListDocument*',
  'ssm:SendAutomationSignal',
  'ssm:StartAutomationExecution',
  'ssm:StopAutomationExecution',
];

export const runbooksOnly: Guardrail = {
  id: 'runbooks-only',
  group: 'packs',
  requirement: 'From chat people start runbooks, follow and approve them, and do nothing else.',
  notes: [
    'It is an allow-list: whatever is not on it is denied, services to come included.',
    'What the chat app itself needs is on the list: `chatbot:*` and reading CloudWatch, for the charts of alarms. Questions to Amazon Q are not.',
    'A runbook may need to be handed its role: `iam:PassRole` is open towards Systems Manager and nothing else.',
    'A runbook without a role of its own works in the name of the chat session, and is denied with it.',
  ],
  parameters: [
    {
      name: 'resources',
      required: false,
      sentence: 'ARNs of the documents that may be started; without them, any.',
    },
    { name: 'actions', required: false, sentence: 'Further actions that chat may run.' },
  ],
  statements: ({ resources, actions }) => [
    allowOnly([...chatService, ...runbookActions, ...actions]),
    deny(['iam:PassRole'], {
      conditions: { StringNotEquals: { 'iam:PassedToService': ['ssm.amazonaws.com'] } },
    }),
    ...(resources.length === 0
      ? []
      : [deny(['ssm:StartAutomationExecution'], { exceptResources: runbookArns(resources) })]),
  ],
  denies: {
    says: 'restart an instance by hand',
    action: 'ec2:RebootInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
  leavesAlone: {
    says: 'start the runbook that restarts it',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance',
  },
};
