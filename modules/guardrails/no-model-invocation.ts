import type { Guardrail } from './guardrail.js';
import { deny } from './statement.js';

const actions = [
  'bedrock-agentcore:InvokeAgentRuntime*',
  'bedrock-agentcore:InvokeCodeInterpreter',
  'bedrock-agentcore:InvokeGateway',
  'bedrock:CreateInvocation',
  'bedrock:CreateModelInvocationJob',
  'bedrock:InvokeAgent',
  'bedrock:InvokeBuilder',
  'bedrock:InvokeDataAutomation*',
  'bedrock:InvokeFlow',
  'bedrock:InvokeInlineAgent',
  'bedrock:InvokeModel*',
  'bedrock:Rerank',
  'bedrock:Retrieve',
  'bedrock:RetrieveAndGenerate',
  'bedrock:StartFlowExecution',
  'sagemaker:InvokeEndpoint*',
];

export const noModelInvocation: Guardrail = {
  id: 'no-model-invocation',
  group: 'cost',
  requirement: 'Denies running foundation models, agents and endpoints from chat.',
  notes: [
    'It does not cover `q:*`, which Amazon Q needs for its own answers. Connectors from chat to Bedrock agents need `bedrock:InvokeAgent` and stop working. Bedrock Agents is closed to new customers since 2026-07-30; existing connectors remain.',
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    request: 'run a model',
    action: 'bedrock:InvokeModel',
    resource: 'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2',
  },
  doesNotDeny: { request: 'list the models', action: 'bedrock:ListFoundationModels', resource: '*' },
};
