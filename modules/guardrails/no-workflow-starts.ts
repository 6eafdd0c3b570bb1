import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'airflow-serverless:StartWorkflowRun',
  'airflow:CreateCliToken',
  'airflow:InvokeRestApi',
  'appflow:StartFlow',
  'bedrock:InvokeFlow',
  'bedrock:StartFlowExecution',
  'events:InvokeApiDestination',
  'events:PutEvents',
  'events:StartReplay',
  'pipes:CreatePipe',
  'pipes:StartPipe',
  'pipes:UpdatePipe',
  'scheduler:CreateSchedule',
  'scheduler:UpdateSchedule',
  'states:InvokeHTTPEndpoint',
  'states:RedriveExecution',
  'states:SendTaskFailure',
  'states:SendTaskSuccess',
  'states:StartExecution',
  'states:StartSyncExecution',
  'states:TestState',
  'swf:SignalWorkflowExecution',
  'swf:StartWorkflowExecution',
];

export const noWorkflowStarts: Guardrail = {
  id: 'no-workflow-starts',
  group: 'execution',
  requirement: 'Denies starting workflows and sending them events from chat.',
  notes: ['To allow a few state machines, use `only-named-workflows`.'],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'start a state machine',
    action: 'states:StartExecution',
    resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:refund',
  },
  doesNotDeny: {
    request: 'show its result',
    action: 'states:ListExecutions',
    resource: 'arn:aws:states:eu-west-1:123456789012:stateMachine:refund',
  },
};
