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
  requirement: 'Nobody runs a foundation model, an agent or an endpoint from chat.',
  notes: [
    "Amazon Q's own answers need `q:*`, which is left alone. Its connectors to Bedrock agents need `bedrock:InvokeAgent`: they stop working.",
  ],
  parameters: [],
  statements: () => [deny(actions)],
  denies: {
    says: 'ask a model',
    action: 'bedrock:InvokeModel',
    resource: 'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2',
  },
  leavesAlone: { says: 'list the models', action: 'bedrock:ListFoundationModels', resource: '*' },
};
