import type { Guardrail } from './guardrail.js';
import { scopesOf } from './scopes-of.js';
import { deny } from './statement.js';

const actions = ['lambda:InvokeAsync', 'lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'];

export const noFunctionInvocation: Guardrail = {
  id: 'no-function-invocation',
  group: 'execution',
  requirement: 'Nobody invokes a function from chat.',
  notes: [
    'A function runs under its own role, without the mark of chat: what it does is bound by no guardrail. So the invocation is what to deny.',
    'To leave a few functions open, use `only-named-functions`.',
  ],
  parameters: [
    {
      name: 'resources',
      required: false,
      sentence: 'Protect only functions whose ARN matches one of these.',
    },
    { name: 'tags', required: false, sentence: 'Protect only functions that carry one of these tags.' },
  ],
  statements: (values) => scopesOf(values).map((scope) => deny(actions, scope)),
  denies: {
    says: 'invoke a function',
    action: 'lambda:InvokeFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
  leavesAlone: {
    says: 'see its latest versions',
    action: 'lambda:ListVersionsByFunction',
    resource: 'arn:aws:lambda:eu-west-1:123456789012:function:resize',
  },
};
