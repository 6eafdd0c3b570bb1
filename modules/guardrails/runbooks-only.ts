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
  requirement: 'Denies everything from chat except starting, following and approving runbooks.',
  notes: [
    'This is an allow-list: it denies everything else, including services that AWS adds later.',
    'The list contains what the chat app itself needs: `chatbot:*`, and reading CloudWatch for the charts of alarms. It does not contain questions to Amazon Q.',
    'A runbook may need a role: `iam:PassRole` is allowed for Systems Manager only.',
    'A runbook without its own role runs with the permissions of the chat session, so the same actions are denied to it.',
  ],
  parameters: [
    {
      name: 'resources',
      required: false,
      description: 'ARNs of the runbooks that can be started. Default: all.',
    },
    { name: 'actions', required: false, description: 'Further actions that chat can run.' },
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
    request: 'restart an instance directly',
    action: 'ec2:RebootInstances',
    resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
  },
  doesNotDeny: {
    request: 'start the runbook that restarts it',
    action: 'ssm:StartAutomationExecution',
    resource: 'arn:aws:ssm:eu-west-1::document/AWS-RestartEC2Instance',
  },
};
