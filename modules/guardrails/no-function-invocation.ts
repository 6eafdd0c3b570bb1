import type { Guardrail } from './guardrail.js';
import { deny, scopesOf } from './statement.js';

const actions = ['lambda:InvokeAsync', 'lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'];

export const noFunctionInvocation: Guardrail = {
  id: 'no-function-invocation',
  group: 'execution',
  requirement: 'Denies invoking functions from chat.',
  notes: [
    'A function runs with its own role. Its requests do not carry `aws:ChatbotSourceArn`, so no guardrail applies to what it does.',
    'To allow a few functions, use `only-named-functions`.',
  ],
  parameters: [
    {
      name: 'resources',
      required: false,
      description: 'Covers only functions whose ARN matches one of these patterns.',
    },
    { name: 'tags', required: false, description: 'Covers only functions that carry one of these tags.' },
  ],
  statements: (values) => scopesOf(values).map((scope) => deny(actions, scope)),
  denies: {
    request: 'invoke a function',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  doesNotDeny: {
    request: 'list its versions',
    action: 'lambda:ListVersionsByFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
